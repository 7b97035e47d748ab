package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.GraderFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The databases that a task is judged on besides its own. */
final class SuiteFolder {
  private static final Map<Path, List<String>> FOLDERS = new ConcurrentHashMap<>();

  private SuiteFolder() {}

  /**
   * Paths of the databases, the task's own first.
   *
   * @param named paths, or {@code *} for all {@code .sqlite} files in the folder of the task's
   *     database
   */
  static List<String> databases(String main, List<String> named) throws GraderFault {
    if (!named.equals(List.of("*"))) {
      return Stream.concat(Stream.of(main), named.stream()).distinct().toList();
    }
    Path folder = Path.of(main).toAbsolutePath().getParent();
    List<String> all = FOLDERS.get(folder);
    if (all == null) {
      try (Stream<Path> files = Files.list(folder)) {
        all = files.map(Path::toString).filter(file -> file.contains(".sqlite")).sorted().toList();
      } catch (IOException e) {
        throw GraderFault.permanent(
            "bad-database", "cannot list the databases beside " + main + ": " + e, e);
      }
      FOLDERS.put(folder, all);
    }
    String own = Path.of(main).toAbsolutePath().toString();
    return Stream.concat(Stream.of(own), all.stream()).distinct().toList();
  }
}
