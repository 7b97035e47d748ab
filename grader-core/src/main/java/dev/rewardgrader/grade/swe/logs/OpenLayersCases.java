package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/** OpenLayers' other failures: numbered ones up to {@code Error:}, and rendering mismatches. */
final class OpenLayersCases {
  private static final String ERROR = "Error:";
  private static final String MISMATCH = "mismatch";

  private OpenLayersCases() {}

  static void find(String log, StatusMap out) {
    numbered(log, out);
    mismatches(log, out);
  }

  /** {@code " 1) name … Error:"}; the name may go over lines. */
  private static void numbered(String log, StatusMap out) {
    int n = log.length();
    NextIndex errors = new NextIndex(log, ERROR);
    int line = 0;
    while (line >= 0 && line + 2 < n && errors.from(line) != NextIndex.NONE) {
      int from = line;
      char digit = log.charAt(line + 2);
      boolean numbered = (digit >= '0' && digit <= '9') || digit >= 128;
      if (numbered && PyText.isSpace(log.charAt(line)) && PyText.isSpace(log.charAt(line + 1))) {
        int close = PyText.skipDigits(log, line + 2, n);
        if (close > line + 2 && close < n && log.charAt(close) == ')') {
          int error = errors.from(close + 1);
          if (error == NextIndex.NONE) {
            return;
          }
          out.putCollapsed(log, close + 1, error, TestStatus.FAILED);
          from = error + ERROR.length();
        }
      }
      line = Lines.nextLine(log, from);
    }
  }

  /** {@code case name: mismatch}. */
  private static void mismatches(String log, StatusMap out) {
    int n = log.length();
    NextIndex mismatches = new NextIndex(log, MISMATCH);
    int line = 0;
    while (line >= 0 && line + 5 < n && mismatches.from(line) != NextIndex.NONE) {
      line = Lines.skipEmpty(log, line, n);
      int from = line;
      if (log.startsWith("case", line) && PyText.isSpace(log.charAt(line + 4))) {
        int colon = lastMismatch(log, line + 5, Lines.lineEnd(log, line + 5, n));
        if (colon >= 0) {
          out.putCollapsed(log, line + 5, colon, TestStatus.FAILED);
          from = colon + 2 + MISMATCH.length();
        }
      }
      line = Lines.nextLine(log, from);
    }
  }

  private static int lastMismatch(String log, int start, int end) {
    for (int colon = end - 1; colon >= start; colon--) {
      if (log.charAt(colon) == ':'
          && log.startsWith(MISMATCH, colon + 2)
          && PyText.isSpace(log.charAt(colon + 1))) {
        return colon;
      }
    }
    return -1;
  }
}
