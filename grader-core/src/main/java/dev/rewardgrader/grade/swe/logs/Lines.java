package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

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

  private static final int NEAR = 8;

  private Lines() {}

  /** A parser that looks at each line by itself, whitespace at both ends removed. */
  static LogParser.Body stripped(Visitor visitor) {
    return (log, context, out) -> {
      int n = log.length();
      // Lines of nothing but whitespace are gone over with what stands before the next one.
      int from = PyText.skipSpaces(log, 0, n);
      while (from < n) {
        int end = lineEnd(log, from, n);
        visitor.visit(log, from, PyText.trimEnd(log, from, end), out);
        from = PyText.skipSpaces(log, end, n);
      }
    };
  }

  /** A parser that looks at each line by itself; it sees no empty ones. */
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

  /** Visits the lines of {@code log[from, to)} that are not empty until the visitor says stop. */
  static void until(String log, int from, int to, Stopper visitor) {
    int start = skipEmpty(log, from, to);
    while (start < to) {
      int end = lineEnd(log, start, to);
      if (!visitor.visit(start, end)) {
        return;
      }
      start = skipEmpty(log, end, to);
    }
  }

  /** As {@link #until} on the whole log, but sees only lines that hold one of the texts. */
  static void holding(String log, Stopper visitor, NextIndex... texts) {
    int from = 0;
    while (from < log.length()) {
      int at = NextIndex.NONE;
      for (NextIndex text : texts) {
        at = Math.min(at, text.from(from));
      }
      if (at == NextIndex.NONE) {
        return;
      }
      int start = at;
      while (start > from && log.charAt(start - 1) != '\n') {
        start--;
      }
      int end = lineEnd(log, at, log.length());
      if (!visitor.visit(start, end)) {
        return;
      }
      from = end + 1;
    }
  }

  /** First index at or after {@code from} that is no {@code \n}, at most {@code to}. */
  static int skipEmpty(String log, int from, int to) {
    int i = from;
    while (i < to && log.charAt(i) == '\n') {
      i++;
    }
    return i;
  }

  /** Index of the next {@code \n} in {@code log[from, to)}, or {@code to}. */
  static int lineEnd(String log, int from, int to) {
    int newline = indexOf(log, from, to, '\n');
    return newline < 0 ? to : newline;
  }

  /** First place of a character in {@code log[from, to)}, or -1. */
  static int indexOf(String log, int from, int to, char c) {
    // A search costs more than it finds where lines are short, and logs of short lines are long.
    int near = Math.min(to, from + NEAR);
    for (int i = from; i < near; i++) {
      if (log.charAt(i) == c) {
        return i;
      }
    }
    return near == to ? -1 : log.indexOf(c, near, to);
  }

  /** Start of the line after the one that {@code from} lies in, or -1. */
  static int nextLine(String log, int from) {
    int end = lineEnd(log, from, log.length());
    return end < log.length() ? end + 1 : -1;
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
    char first = part.charAt(0);
    for (int at = end - part.length(); at >= start; at--) {
      if (log.charAt(at) == first && log.startsWith(part, at)) {
        return at;
      }
    }
    return -1;
  }
}
