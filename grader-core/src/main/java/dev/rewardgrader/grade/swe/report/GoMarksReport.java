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
    for (int at = output.indexOf(MARK); at >= 0; at = output.indexOf(MARK, at + 1)) {
      int word = at + 1;
      while (word < output.length() && output.charAt(word) == ' ') {
        word++;
      }
      for (Map.Entry<String, TestStatus> result : RESULTS.entrySet()) {
        if (output.startsWith(result.getKey(), word)) {
          int name = word + result.getKey().length();
          int newline = output.indexOf('\n', name);
          int end = newline < 0 ? output.length() : newline;
          int time = output.lastIndexOf(" (", end);
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
    return statuses.entrySet().stream()
        .map(test -> new ReportedTest("", test.getKey(), test.getValue(), false))
        .toList();
  }
}
