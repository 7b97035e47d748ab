package dev.rewardgrader.grade.swe.restore;

import java.util.Optional;
import java.util.stream.Collectors;

/** Tables of test runners in {@code pyproject.toml}. */
final class PyProject {
  private PyProject() {}

  static Optional<String> restored(String base, String patched) {
    String wanted = tables(base, true);
    if (wanted.equals(tables(patched, true))) {
      return Optional.empty();
    }
    return Optional.of(tables(patched, false) + "\n" + wanted);
  }

  /** The lines of the tables of test runners, or all others. */
  private static String tables(String text, boolean tests) {
    boolean[] inside = new boolean[1];
    return text.lines()
        .filter(
            line -> {
              String start = line.strip();
              if (start.startsWith("[")) {
                inside[0] =
                    start.startsWith("[tool.pytest")
                        || start.startsWith("[tool.tox")
                        || start.startsWith("[tool.coverage");
              } else if (start.startsWith("tool.pytest") || start.startsWith("tool.tox")) {
                return tests;
              }
              return inside[0] == tests;
            })
        .collect(Collectors.joining("\n"))
        .strip()
        .concat("\n");
  }
}
