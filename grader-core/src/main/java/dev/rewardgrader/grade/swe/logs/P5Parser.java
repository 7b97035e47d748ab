package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/**
 * p5.js on Mocha: numbered failures whose suites and test stand on ever deeper indented lines, up
 * to a colon. Dumps of JSON and XML between them are removed first.
 */
final class P5Parser {
  private static final int LONGEST_NAME = 1000;

  private P5Parser() {}

  static void parse(String log, LogContext context, StatusMap out) {
    failures(MarkupBlocks.remove(withoutJson(PyText.withoutAnsi(log))), out);
  }

  /** Drops the lines of JSON blocks: one opens with a bracket at a line's end, and closes alone. */
  private static String withoutJson(String log) {
    StringBuilder kept = new StringBuilder();
    boolean[] inside = new boolean[2];
    int n = log.length();
    int copied = 0;
    boolean dropped = false;
    for (int start = 0; start >= 0; ) {
      if (!inside[0] && !inside[1]) {
        start = Lines.skipEmpty(log, start, n);
      }
      int end = Lines.lineEnd(log, start, n);
      dropped = isJson(log, start, PyText.trimEnd(log, start, end), inside);
      if (dropped) {
        kept.append(log, copied, start);
        copied = Math.min(n, end + 1);
      }
      start = end < n ? end + 1 : -1;
    }
    if (copied == 0) {
      return log;
    }
    kept.append(log, copied, n);
    // Every kept line brings its newline, which joins it with the next; after the last is none.
    if (dropped && !kept.isEmpty()) {
      kept.setLength(kept.length() - 1);
    }
    return kept.toString();
  }

  private static boolean isJson(String log, int start, int end, boolean[] inside) {
    if (start == end) {
      return inside[0] || inside[1];
    }
    char first = log.charAt(start);
    char last = log.charAt(end - 1);
    if (last == '{') {
      inside[0] = true;
      return true;
    }
    if (last == '[') {
      inside[1] = true;
      return true;
    }
    boolean single = end - start == 1;
    if (single && last == '}' && inside[0]) {
      inside[0] = false;
      return true;
    }
    if (single && last == ']' && inside[1]) {
      inside[1] = false;
      return true;
    }
    return inside[0] || inside[1] || (first == '{' && last == '}') || (first == '[' && last == ']');
  }

  private static void failures(String log, StatusMap out) {
    int n = log.length();
    NextIndex colons = new NextIndex(log, ":");
    int line = 0;
    while (line >= 0 && line < n) {
      int from = line;
      int number = PyText.skipSpaces(log, line, n);
      int close = PyText.skipDigits(log, number, n);
      if (close > number && close < n && log.charAt(close) == ')') {
        int colon = colons.from(close + 1);
        if (colon - close - 1 <= 2 * LONGEST_NAME
            && log.codePointCount(close + 1, colon) <= LONGEST_NAME) {
          put(log, close + 1, colon, out);
          from = colon + 1;
        } else {
          from = close;
        }
      } else {
        from = Math.max(line, number - 1);
      }
      line = Lines.nextLine(log, from);
    }
  }

  /**
   * Puts the name that the lines of {@code log[from, to)} make, if each is deeper than the last.
   */
  private static void put(String log, int from, int to, StatusMap out) {
    NamePrefix suites = out.prefix();
    suites.cut(0);
    int indent = 0;
    int start = from;
    while (true) {
      int end = Lines.lineEnd(log, start, to);
      int name = PyText.skipSpaces(log, start, end);
      if (name - start <= indent) {
        return;
      }
      indent = name - start;
      int nameEnd = PyText.trimEnd(log, name, end);
      if (end == to) {
        out.put(log, name, nameEnd, TestStatus.FAILED);
        return;
      }
      suites.add(log, name, nameEnd);
      suites.add(":", 0, 1);
      start = end + 1;
    }
  }
}
