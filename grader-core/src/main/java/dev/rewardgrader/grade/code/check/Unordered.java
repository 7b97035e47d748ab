package dev.rewardgrader.grade.code.check;

import java.util.HashMap;
import java.util.Map;

/** The same lines or tokens, each as often, in any order. Linear by hashing. */
final class Unordered {
  private Unordered() {}

  /** Lines without blanks at their ends; blank lines count, except at the output's end. */
  static CheckResult lines(byte[] actual, byte[] expected) {
    Map<String, Integer> due = new HashMap<>();
    LineCursor e = new LineCursor(expected, Blanks.SPACE);
    while (e.next()) {
      due.merge(Outputs.latin(expected, e.start, e.end), 1, Integer::sum);
    }
    LineCursor a = new LineCursor(actual, Blanks.SPACE);
    while (a.next()) {
      if (!take(due, Outputs.latin(actual, a.start, a.end))) {
        return CheckResult.wrong("line " + a.number + ": " + a.text() + " is not due", null);
      }
    }
    return rest(due);
  }

  static CheckResult tokens(byte[] actual, byte[] expected) {
    Map<String, Integer> due = new HashMap<>();
    TokenCursor e = new TokenCursor(expected);
    while (e.next()) {
      due.merge(e.latin(), 1, Integer::sum);
    }
    TokenCursor a = new TokenCursor(actual);
    while (a.next()) {
      if (!take(due, a.latin())) {
        return CheckResult.wrong(ByteComparisons.place(a) + ": " + a.text() + " is not due", null);
      }
    }
    return rest(due);
  }

  private static boolean take(Map<String, Integer> due, String item) {
    return due.computeIfPresent(item, (k, count) -> count == 0 ? null : count - 1) != null;
  }

  private static CheckResult rest(Map<String, Integer> due) {
    return due.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .findFirst()
        .map(entry -> CheckResult.wrong("something is missing", Outputs.quote(entry.getKey())))
        .orElse(CheckResult.ACCEPTED);
  }
}
