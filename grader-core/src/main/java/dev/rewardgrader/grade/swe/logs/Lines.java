package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.grade.swe.python.PyText;

/** Walks the lines of a log without copying them; only {@code \n} ends a line. */
final class Lines {
  /** Looks at the line {@code log[start, end)}. */
  @FunctionalInterface
  interface Visitor {
    void visit(String log, int start, int end, StatusMap out);
  }

  /** Looks at a line and says whether to go on. */
  @FunctionalInterface
  interface Stopper {
    boolean visit(int start, int end);
  }

  private Lines() {}

  /** A parser that looks at each line by itself, whitespace at both ends removed. */
  static LogParser.Body stripped(Visitor visitor) {
    return (log, context, out) ->
        until(
            log,
            0,
            log.length(),
            (start, end) -> {
              int from = PyText.skipSpaces(log, start, end);
              if (from < end) {
                visitor.visit(log, from, PyText.trimEnd(log, from, end), out);
              }
              return true;
            });
  }

  /** A parser that looks at each line by itself. */
  static LogParser.Body raw(Visitor visitor) {
    return (log, context, out) ->
        until(
            log,
            0,
            log.length(),
            (start, end) -> {
              visitor.visit(log, start, end, out);
              return true;
            });
  }

  /** Visits the lines of {@code log[from, to)} in order until the visitor says stop. */
  static void until(String log, int from, int to, Stopper visitor) {
    int start = from;
    while (true) {
      int newline = log.indexOf('\n', start, to);
      if (!visitor.visit(start, newline < 0 ? to : newline) || newline < 0) {
        return;
      }
      start = newline + 1;
    }
  }

  static boolean startsWith(String log, int start, int end, String prefix) {
    return start + prefix.length() <= end && log.startsWith(prefix, start);
  }

  static boolean endsWith(String log, int start, int end, String suffix) {
    int at = end - suffix.length();
    return at >= start && log.startsWith(suffix, at);
  }

  static boolean contains(String log, int start, int end, String part) {
    return indexOf(log, start, end, part) >= 0;
  }

  /** First place of {@code part} inside {@code log[start, end)}, or -1. */
  static int indexOf(String log, int start, int end, String part) {
    return log.indexOf(part, start, end);
  }

  /** Last place of {@code part} inside {@code log[start, end)}, or -1. */
  static int lastIndexOf(String log, int start, int end, String part) {
    // String.lastIndexOf would look on to the beginning of the log.
    for (int at = end - part.length(); at >= start; at--) {
      if (log.startsWith(part, at)) {
        return at;
      }
    }
    return -1;
  }
}
