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
  /** Per database of a task, in the same instance for each candidate. */
  private static final Map<String, List<String>> ALL = new ConcurrentHashMap<>();

  private static final List<String> BESIDE = List.of("-wal", "-shm", "-journal");

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
    List<String> all = ALL.get(main);
    if (all == null) {
      all = beside(Path.of(main).toAbsolutePath());
      ALL.put(main, all);
    }
    return all;
  }

  /** By its name, as the reference has it; what SQLite keeps beside a database is none. */
  private static boolean isDatabase(Path file) {
    String name = file.getFileName().toString();
    return name.contains(".sqlite") && BESIDE.stream().noneMatch(name::endsWith);
  }

  private static List<String> beside(Path main) throws GraderFault {
    try (Stream<Path> files = Files.list(main.getParent())) {
      Stream<String> others = files.filter(SuiteFolder::isDatabase).map(Path::toString).sorted();
      return Stream.concat(Stream.of(main.toString()), others).distinct().toList();
    } catch (IOException e) {
      throw GraderFault.permanent(
          "bad-database", "cannot list the databases beside " + main + ": " + e, e);
    }
  }
}
