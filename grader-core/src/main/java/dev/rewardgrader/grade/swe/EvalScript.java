package dev.rewardgrader.grade.swe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An evaluation script, whole as the public harness runs it, or cut at its markers so that the
 * parts run each in a process of its own.
 *
 * @param setup the lines before the start marker: they reset the tests and apply the test patch
 * @param test the lines between the markers: the test command
 */
record EvalScript(String whole, List<String> setup, List<String> test) {
  private static final String HEAD = "#!/bin/bash\nset -uxo pipefail\n";
  private static final String CODE = "SWEBENCH_TEST_EXIT_CODE";

  /** Where the first part leaves its environment for the second. */
  private static final String STATE = "/grader-state";

  /** A comment, or a command that runs nothing of a repository, with no second one behind it. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "\\s*(?:#.*|(?:(?::|cd|pwd|echo|rm|mkdir|true|export|conda activate|git checkout|git"
              + " status|git show|git diff|git -c core\\.fileMode=false diff|git config --global"
              + " --add safe\\.directory)(?=\\s|$)|source /opt/|\\. /opt/)[^|;&<>`$(){}]*)?");

  private static final Pattern PLAIN_DOCUMENT =
      Pattern.compile("git apply(?: -[\\w-]+)* -? *<<'\\w+'");

  static EvalScript of(String script) {
    List<String> lines = new ArrayList<>();
    for (String line : script.strip().split("\n", -1)) {
      if (!line.equals("#!/bin/bash") && !line.equals("set -uxo pipefail")) {
        lines.add(line);
      }
    }
    int start = find(lines, Markers.START, 0);
    int end = find(lines, Markers.END, start + 1);
    boolean cut = start >= 0 && end >= 0;
    return new EvalScript(
        HEAD + String.join("\n", recordingExitCode(lines)) + "\n",
        cut ? lines.subList(0, start) : List.of(),
        cut ? lines.subList(start + 1, end) : lines);
  }

  private static int find(List<String> lines, String marker, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).contains(marker)) {
        return i;
      }
    }
    return -1;
  }

  /** As the public harness does: the status of the test command, after the end marker. */
  private static List<String> recordingExitCode(List<String> lines) {
    int end = find(lines, Markers.END, 0);
    if (end < 0) {
      return lines;
    }
    List<String> recording = new ArrayList<>(lines.subList(0, end));
    recording.add(CODE + "=$?");
    recording.add(lines.get(end));
    recording.add("echo \"" + Markers.EXIT_CODE + ": $" + CODE + "\"");
    recording.addAll(lines.subList(end + 1, lines.size()));
    return recording;
  }

  String setupScript() {
    return HEAD
        + String.join("\n", setup)
        + "\n{ set +x; } 2>/dev/null\ndeclare -px >"
        + STATE
        + ".env\npwd >"
        + STATE
        + ".dir\n";
  }

  /**
   * Whether the set-up runs nothing of the repository: it only takes files from commits, applies a
   * patch, and changes folder or environment.
   */
  boolean hasPlainSetup() {
    String end = null;
    for (String line : setup) {
      if (end != null) {
        end = line.equals(end) ? null : end;
      } else if (PLAIN_DOCUMENT.matcher(line).matches()) {
        end = line.substring(line.indexOf('\'') + 1, line.lastIndexOf('\''));
      } else if (!PLAIN.matcher(line).matches()) {
        return false;
      }
    }
    return end == null;
  }

  /** Takes over environment and folder, and ends with the status of its last command. */
  String testScript() {
    return testScript("", test);
  }

  /**
   * As {@link #testScript()}, with other commands.
   *
   * @param preparation shell lines that are not traced
   */
  String testScript(String preparation, List<String> commands) {
    return "#!/bin/bash\n"
        + resume()
        + preparation
        + "set -uxo pipefail\n"
        + String.join("\n", commands)
        + "\n";
  }

  /** Whether all results come from one command. */
  boolean hasOneCommand() {
    return test.stream().filter(line -> !PLAIN.matcher(line).matches()).count() == 1;
  }

  /** The lines of the set-up behind the test patch, such as those that compile. */
  List<String> build() {
    int from = 0;
    String end = null;
    for (int i = 0; i < setup.size(); i++) {
      String line = setup.get(i);
      int document = line.indexOf("<<'");
      if (end == null && document >= 0 && line.indexOf('\'', document + 3) > 0) {
        end = line.substring(document + 3, line.indexOf('\'', document + 3));
      } else if (line.equals(end)) {
        end = null;
        from = i + 1;
      }
    }
    return setup.subList(from, setup.size());
  }

  /** A script that runs a command where the tests run. */
  String beside(String command) {
    return "#!/bin/bash\n" + resume() + command + "\n";
  }

  private static String resume() {
    return "source " + STATE + ".env 2>/dev/null\ncd \"$(<" + STATE + ".dir)\" || exit 125\n";
  }
}
