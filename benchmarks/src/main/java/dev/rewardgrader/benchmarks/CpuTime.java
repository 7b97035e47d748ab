package dev.rewardgrader.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Processor time of this process and of all below it, from Linux' {@code /proc}: it holds on a busy
 * machine, where wall time says nothing. Good to a clock tick (10 ms) for each living process.
 */
final class CpuTime {
  private static final double TICKS_PER_SECOND = 100;

  private CpuTime() {}

  private record Line(long parent, String name, long ticks) {}

  /**
   * Seconds so far, of this process, its descendants, and whatever they waited for. Processes
   * inside containers are the engine's children, so all supervisors of containers are counted with
   * what is below them: of other graders on this machine, too.
   */
  static double seconds() throws IOException {
    Map<Long, Line> all = new HashMap<>();
    Set<Long> ours = new HashSet<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path folder : folders) {
        Line line = line(folder);
        if (line != null) {
          long pid = Long.parseLong(folder.getFileName().toString());
          all.put(pid, line);
          if (line.name.startsWith("grader-supervis")) {
            ours.add(pid);
          }
        }
      }
    }
    ours.add(ProcessHandle.current().pid());
    long ticks = 0;
    for (Map.Entry<Long, Line> each : all.entrySet()) {
      if (isOurs(each.getKey(), all, ours)) {
        ticks += each.getValue().ticks;
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static boolean isOurs(long pid, Map<Long, Line> all, Set<Long> roots) {
    List<Long> seen = new ArrayList<>();
    for (long at = pid; all.containsKey(at) && !seen.contains(at); at = all.get(at).parent) {
      if (roots.contains(at)) {
        return true;
      }
      seen.add(at);
    }
    return false;
  }

  /** Fields 4 and 14 to 17 of the process's stat; its name is in parentheses and may hold any. */
  private static Line line(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
      int end = stat.lastIndexOf(')');
      String[] fields = stat.substring(end + 2).split(" ", -1);
      long ticks = 0;
      for (int i = 11; i <= 14; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      String name = stat.substring(stat.indexOf('(') + 1, end);
      return new Line(Long.parseLong(fields[1]), name, ticks);
    } catch (IOException | RuntimeException e) {
      return null; // It ended meanwhile.
    }
  }
}
