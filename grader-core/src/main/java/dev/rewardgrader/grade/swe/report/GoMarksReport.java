package dev.rewardgrader.grade.swe.report;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code go test -v=test2json} prints (Go 1.20 and newer): a control character stands before
 * every line of the test framework itself, so that what tests print is no result.
 */
public final class GoMarksReport {
  private static final char MARK = 0x16;
  private static final Map<String, TestStatus> RESULTS =
      Map.of(
          "--- PASS: ", TestStatus.PASSED,
          "--- FAIL: ", TestStatus.FAILED,
          "--- SKIP: ", TestStatus.SKIPPED);

  private GoMarksReport() {}

  /** Reads the output of a run. The mark may stand behind what a test printed without a newline. */
  public static List<ReportedTest> read(String output) {
    Map<String, TestStatus> statuses = new LinkedHashMap<>();
    int mark = output.indexOf(MARK);
    while (mark >= 0) {
      int next = output.indexOf(MARK, mark + 1);
      int to = next < 0 ? output.length() : next;
      int newline = output.indexOf('\n', mark, to);
      // No name holds a mark: Go writes such characters in another way.
      result(output, mark + 1, newline < 0 ? to : newline, statuses);
      mark = next;
    }
    return statuses.entrySet().stream()
        .map(test -> new ReportedTest("", test.getKey(), test.getValue(), false))
        .toList();
  }

  private static void result(String output, int from, int to, Map<String, TestStatus> statuses) {
    int word = from;
    while (word < to && output.charAt(word) == ' ') {
      word++;
    }
    for (Map.Entry<String, TestStatus> result : RESULTS.entrySet()) {
      if (output.startsWith(result.getKey(), word)) {
        int name = word + result.getKey().length();
        int time = lastTime(output, name, to);
        if (time > name) {
          // Of a name in several packages the worst result counts.
          statuses.merge(
              output.substring(name, time),
              result.getValue(),
              (a, b) -> a == TestStatus.FAILED ? a : b);
        }
      }
    }
  }

  /** Where the last {@code " ("} of {@code output[from, to)} is, or -1. */
  private static int lastTime(String output, int from, int to) {
    // String.lastIndexOf would look on to the beginning of the output.
    int at = to - 2;
    while (at >= from && !output.startsWith(" (", at)) {
      at--;
    }
    return at >= from ? at : -1;
  }
}
