package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/** Jest as its projects run it: one line per file, or a tree of suites after a traced command. */
final class JestParsers {
  private static final String CALYPSO_COMMAND = " ./node_modules/.bin/jest ";

  private JestParsers() {}

  /** {@code PASS file (5.1 s)}: files are the tests; what follows a duration is dropped. */
  static void files(String log, int start, int end, StatusMap out) {
    boolean pass = Lines.startsWith(log, start, end, "PASS");
    if (!pass && !Lines.startsWith(log, start, end, "FAIL")) {
      return;
    }
    int name = start + 5;
    if (name > end || !PyText.isSpace(log.charAt(name - 1))) {
      return;
    }
    // No duration goes beyond the last unit, and most lines have none.
    int unit = Lines.lastIndexOf(log, name, end, "s)");
    int nameEnd = unit < 0 ? end : beforeDuration(log, name, end, unit + "s)".length());
    out.put(log, name, nameEnd, pass ? TestStatus.PASSED : TestStatus.FAILED);
  }

  /**
   * Where the last {@code " (12ms)"} of {@code log[start, to)} begins; if there is none, the last
   * with a space before its {@code s}; if there is none, the last with seconds; or {@code end}.
   */
  private static int beforeDuration(String log, int start, int end, int to) {
    int spaced = -1;
    int seconds = -1;
    for (int open = to - 1; open > start; open--) {
      if (log.charAt(open) == '(' && PyText.isSpace(log.charAt(open - 1))) {
        int unit = numberEnd(log, open + 1, to);
        if (unit == open + 1 || unit == to) {
          continue;
        }
        if (Lines.startsWith(log, unit, to, "ms)")) {
          return open - 1;
        }
        if (spaced < 0
            && PyText.isSpace(log.charAt(unit))
            && Lines.startsWith(log, unit + 1, to, "s)")) {
          spaced = open - 1;
        }
        if (seconds < 0 && Lines.startsWith(log, unit, to, "s)")) {
          seconds = open - 1;
        }
      }
    }
    int best = spaced < 0 ? seconds : spaced;
    return best < 0 ? end : best;
  }

  /** End of a run of digits and dots. */
  static int numberEnd(String log, int from, int to) {
    int i = from;
    while (true) {
      int next = PyText.skipDigits(log, i, to);
      while (next < to && log.charAt(next) == '.') {
        next++;
      }
      if (next == i) {
        return i;
      }
      i = next;
    }
  }

  /** Calypso: a tree of suites with ✓ and ✕ after each traced command, up to the summary. */
  static void calypso(String log, LogContext context, StatusMap out) {
    SuitePath suites = new SuitePath(out);
    NextIndex milliseconds = new NextIndex(log, "ms)");
    int command = log.indexOf(CALYPSO_COMMAND);
    while (command >= 0) {
      int from = command + CALYPSO_COMMAND.length();
      command = log.indexOf(CALYPSO_COMMAND, from);
      Lines.until(
          log,
          from,
          command < 0 ? log.length() : command,
          (start, end) -> calypsoLine(log, start, end, suites, milliseconds));
    }
  }

  private static boolean calypsoLine(
      String log, int start, int end, SuitePath suites, NextIndex milliseconds) {
    int mark = PyText.skipSpaces(log, start, end);
    char c = mark < end ? log.charAt(mark) : '\n';
    if ((c == 'T' && Lines.startsWith(log, start, end, "Test Suites"))
        || (c == '●' && Lines.startsWith(log, start, end, "  ● "))) {
      return false;
    }
    if (c != '✓' && c != '✕') {
      suites.enter(log, start, end);
      return true;
    }
    int nameEnd = end;
    if (milliseconds.from(start) < end) {
      nameEnd = millisecondsAtEnd(log, mark, end);
      if (nameEnd < 0 && !hasMilliseconds(log, start, end)) {
        nameEnd = end;
      }
    }
    if (mark == start
        || mark + 1 >= end
        || !PyText.isSpace(log.charAt(mark + 1))
        || nameEnd < mark + 2) {
      throw new LogFaultException(
          LogFault.MISPLACED_MARK,
          "a result mark is not followed by a name and at most one duration at the end: "
              + log.substring(start, Math.min(end, start + 80)));
    }
    suites.putStripped(log, mark + 2, nameEnd, c == '✓' ? TestStatus.PASSED : TestStatus.FAILED);
    return true;
  }

  private static boolean hasMilliseconds(String log, int start, int end) {
    for (int at = Lines.indexOf(log, start, end, "ms)"); at >= 0; ) {
      if (millisecondsStart(log, start, at) >= 0) {
        return true;
      }
      at = Lines.indexOf(log, at + 1, end, "ms)");
    }
    return false;
  }

  /** Start of {@code (12ms)} whose unit stands at {@code unit}, or -1. */
  static int millisecondsStart(String log, int start, int unit) {
    int digits = PyText.digitsBefore(log, start, unit);
    return digits < unit && digits > start && log.charAt(digits - 1) == '(' ? digits - 1 : -1;
  }

  private static int millisecondsAtEnd(String log, int start, int end) {
    return Lines.endsWith(log, start, end, "ms)") ? millisecondsStart(log, start, end - 3) : -1;
  }

  /** Grommet: as {@link #files}, but all failures first, and whitespace dropped. */
  static void grommet(String log, LogContext context, StatusMap out) {
    grommet(log, "FAIL", TestStatus.FAILED, out);
    grommet(log, "PASS", TestStatus.PASSED, out);
  }

  private static void grommet(String log, String word, TestStatus status, StatusMap out) {
    int n = log.length();
    int line = 0;
    while (line >= 0 && line < n) {
      line = Lines.skipEmpty(log, line, n);
      int name = line + word.length() + 1;
      int end = line;
      if (name <= n && log.startsWith(word, line) && PyText.isSpace(log.charAt(name - 1))) {
        // The whitespace may be a newline: then the next line is the name.
        end = Lines.lineEnd(log, name, n);
        String text = PyText.strip(log, name, end);
        out.put(text.substring(0, beforeDuration(text)), status);
      }
      line = Lines.nextLine(log, end);
    }
  }

  private static int beforeDuration(String text) {
    int n = text.length();
    if (n < 5 || !text.endsWith("s)")) {
      return n;
    }
    int i = text.charAt(n - 3) == 'm' ? n - 3 : n - 2;
    if (PyText.isSpace(text.charAt(i - 1))) {
      i--;
    }
    int open = text.lastIndexOf('(', i);
    boolean duration =
        open >= 1
            && open + 1 < i
            && numberEnd(text, open + 1, i) == i
            && PyText.isSpace(text.charAt(open - 1));
    return duration ? open - 1 : n;
  }
}
