package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import java.util.Optional;
import java.util.Set;

/**
 * Signs that an image lacks what runs a task's tests. Only programs count that are known to run
 * tests: any other may come with the repository, and a fix may be the first to bring it. A
 * candidate can print all of them, so that they tell something of a task only where its reference
 * fix and its base commit show the same.
 */
final class MissingRunner {
  /** Begins the note of an evaluation that showed such a sign; the name is behind it. */
  static final String NOTE = "no tests ran, and the output says that there is no ";

  /** What a shell ends with where there is no such command. */
  private static final int NOT_FOUND = 127;

  /** The most characters of a line with a sign; output may be one line of many millions. */
  private static final int LONGEST = 300;

  private static final String MODULE = ": No module named ";
  private static final String COMMAND = ": not found";
  private static final String COMMAND_OF_BASH = ": command not found";

  private static final Set<String> MODULES = Set.of("pytest", "nose", "nose2", "tox", "nox");

  private static final Set<String> COMMANDS =
      Set.of(
          "pytest",
          "py.test",
          "tox",
          "nox",
          "nosetests",
          "nose2",
          "python",
          "python3",
          "mvn",
          "gradle",
          "ant",
          "node",
          "npm",
          "npx",
          "yarn",
          "pnpm",
          "bun",
          "jest",
          "mocha",
          "vitest",
          "go",
          "cargo",
          "ctest",
          "cmake",
          "make",
          "ninja",
          "ruby",
          "bundle",
          "rspec",
          "rake",
          "php",
          "phpunit",
          "composer");

  private MissingRunner() {}

  /** The name of what a test command wanted to run and did not find. Linear in the output. */
  static Optional<String> in(ExecResult result) {
    if (result.exitCode() == 0 || result.timedOut()) {
      return Optional.empty();
    }
    String output = result.output();
    boolean commands = result.exitCode() == NOT_FOUND;
    int from = 0;
    while (from < output.length()) {
      int end = output.indexOf('\n', from);
      end = end < 0 ? output.length() : end;
      if (end - from <= LONGEST) {
        String line = output.substring(from, end).stripTrailing();
        String name = module(line);
        if (name == null && commands) {
          name = command(line);
        }
        if (name != null) {
          return Optional.of(name);
        }
      }
      from = end + 1;
    }
    return Optional.empty();
  }

  /** As Python itself says it, and no traceback: a path of it, and the name, perhaps in quotes. */
  private static String module(String line) {
    int sign = line.indexOf(MODULE);
    if (sign < 0) {
      return null;
    }
    String program = line.substring(0, sign);
    String name = line.substring(sign + MODULE.length()).replace("'", "");
    boolean python = program.contains("python") && program.chars().noneMatch(c -> c <= ' ');
    return python && MODULES.contains(name) ? name : null;
  }

  /** As shells say it: their own name, perhaps a number of a line, and the command. */
  private static String command(String line) {
    if (!line.endsWith(COMMAND) && !line.endsWith(COMMAND_OF_BASH)) {
      return null;
    }
    String start = line.substring(0, line.lastIndexOf(": "));
    int name = start.lastIndexOf(": ");
    String command = name < 0 ? "" : start.substring(name + 2);
    return COMMANDS.contains(command) ? command : null;
  }
}
