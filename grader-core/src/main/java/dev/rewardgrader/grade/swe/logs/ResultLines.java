package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/**
 * Runners that print one line per test whose parts have a fixed order. Lines come without
 * whitespace at their ends. Where a name could be read in two ways the longest one counts.
 */
final class ResultLines {
  private ResultLines() {}

  /** TAP: {@code ok 1 name}, {@code not ok 2 name}. */
  static void tap(String log, int start, int end, StatusMap out) {
    boolean ok = Lines.startsWith(log, start, end, "ok ");
    if (!ok && !Lines.startsWith(log, start, end, "not ok ")) {
      return;
    }
    int number = start + (ok ? 3 : 7);
    int name = PyText.skipDigits(log, number, end);
    if (name > number && name + 1 < end && log.charAt(name) == ' ') {
      out.put(log, name + 1, end, ok ? TestStatus.PASSED : TestStatus.FAILED);
    }
  }

  /** {@code --- PASS: name (0.00s)}. */
  static void goTest(String log, int start, int end, StatusMap out) {
    if (!Lines.startsWith(log, start, end, "--- ") || end - start < 11) {
      return;
    }
    TestStatus status;
    if (log.startsWith("PASS: ", start + 4)) {
      status = TestStatus.PASSED;
    } else if (log.startsWith("FAIL: ", start + 4)) {
      status = TestStatus.FAILED;
    } else if (log.startsWith("SKIP: ", start + 4)) {
      status = TestStatus.SKIPPED;
    } else {
      return;
    }
    int name = start + 10;
    int open = lastGroup(log, name, end);
    if (open > name) {
      out.put(log, name, open, status);
    }
  }

  /** Of a line that ends with {@code (…)}: where the last {@code " ("} with a content is, or -1. */
  private static int lastGroup(String log, int start, int end) {
    return end - start > 3 && log.charAt(end - 1) == ')'
        ? Lines.lastIndexOf(log, start, end - 2, " (")
        : -1;
  }

  /** {@code test name ... ok}. */
  static void cargo(String log, int start, int end, StatusMap out) {
    if (!Lines.startsWith(log, start, end, "test")) {
      return;
    }
    int name = PyText.skipSpaces(log, start + 4, end);
    int nameEnd = PyText.skipNonSpaces(log, name, end);
    int dots = PyText.skipSpaces(log, nameEnd, end);
    int dotsEnd = PyText.skipNonSpaces(log, dots, end);
    int outcome = PyText.skipSpaces(log, dotsEnd, end);
    if (name == start + 4 || dotsEnd - dots != 3 || !log.startsWith("...", dots)) {
      return;
    }
    if (outcome + 2 == end && log.startsWith("ok", outcome)) {
      out.put(log, name, nameEnd, TestStatus.PASSED);
    } else if (outcome + 6 == end && log.startsWith("FAILED", outcome)) {
      out.put(log, name, nameEnd, TestStatus.FAILED);
    }
  }

  /** {@code [ OK ] name (0 ms)}, anywhere in the line. */
  static void googleTest(String log, int start, int end, StatusMap out) {
    if (end - start < 8 || log.charAt(end - 1) != ')') {
      return;
    }
    int nameEnd = end - 3;
    while (nameEnd >= start
        && !(log.charAt(nameEnd + 1) == '(' && PyText.isSpace(log.charAt(nameEnd)))) {
      nameEnd--;
    }
    for (int open = nameEnd - 4; open >= start; open--) {
      if (log.charAt(open) == '[') {
        int word = PyText.skipSpaces(log, open + 1, nameEnd);
        boolean ok = Lines.startsWith(log, word, nameEnd, "OK");
        if (ok || Lines.startsWith(log, word, nameEnd, "FAILED")) {
          int close = PyText.skipSpaces(log, word + (ok ? 2 : 6), nameEnd);
          if (close + 1 < nameEnd
              && log.charAt(close) == ']'
              && PyText.isSpace(log.charAt(close + 1))) {
            out.put(log, close + 2, nameEnd, ok ? TestStatus.PASSED : TestStatus.FAILED);
            return;
          }
        }
      }
    }
  }

  /** {@code [junit] [PASS] name}. */
  static void ant(String log, int start, int end, StatusMap out) {
    if (!Lines.startsWith(log, start, end, "[junit]")) {
      return;
    }
    int mark = PyText.skipSpaces(log, start + 7, end);
    if (mark == start + 7) {
      return;
    }
    boolean pass = Lines.startsWith(log, mark, end, "[PASS]");
    boolean fail = Lines.startsWith(log, mark, end, "[FAIL]");
    if (!pass && !fail && !Lines.startsWith(log, mark, end, "[ERR]")) {
      return;
    }
    int markEnd = mark + (pass || fail ? 6 : 5);
    int name = PyText.skipSpaces(log, markEnd, end);
    if (name > markEnd) {
      out.put(log, name, end, pass ? TestStatus.PASSED : TestStatus.FAILED);
    }
  }

  /** {@code 1) name}: a list of failures. The line must not be stripped. */
  static void numberedFailure(String log, int start, int end, StatusMap out) {
    int close = PyText.skipDigits(log, start, end);
    if (close > start
        && close + 1 < end
        && log.charAt(close) == ')'
        && PyText.isSpace(log.charAt(close + 1))) {
      out.put(PyText.strip(log, close + 2, end), TestStatus.FAILED);
    }
  }

  /** {@code Class#test. 0.1 s = .}, where the last of {@code . F E} is the outcome. */
  static void minitest(String log, int start, int end, StatusMap out) {
    int outcome = end - 1;
    while (outcome >= start && !isOutcome(log.charAt(outcome))) {
      outcome--;
    }
    int equals = outcome - 1;
    while (equals >= start && log.charAt(equals) != '=') {
      equals--;
    }
    int dot = equals < start ? -1 : Lines.lastIndexOf(log, start, equals, ". ");
    if (dot > start) {
      out.put(log, start, dot, log.charAt(outcome) == '.' ? TestStatus.PASSED : TestStatus.FAILED);
    }
  }

  private static boolean isOutcome(char c) {
    return c == '.' || c == 'F' || c == 'E';
  }

  /** {@code name ....F}: a space, dots, and an F if a step failed. */
  static void cucumber(String log, int start, int end, StatusMap out) {
    for (int space = end - 3; space >= start; space--) {
      if (log.charAt(space) == ' ' && log.charAt(space + 1) == '.') {
        int after = space + 1;
        while (after < end && log.charAt(after) == '.') {
          after++;
        }
        boolean failed = after < end && log.charAt(after) == 'F';
        if (failed || after - space > 2) {
          out.put(log, start, space, failed ? TestStatus.FAILED : TestStatus.PASSED);
          return;
        }
      }
    }
  }

  /** {@code test: name: .}, with E, F or O (omitted) in place of the dot. */
  static void rubyUnit(String log, int start, int end, StatusMap out) {
    boolean prefixed = Lines.startsWith(log, start, end, "test: ");
    if (!(prefixed && rubyResult(log, start + 6, end, out))) {
      rubyResult(log, start, end, out);
    }
  }

  private static boolean rubyResult(String log, int start, int end, StatusMap out) {
    for (int colon = end - 3; colon > start; colon--) {
      if (log.charAt(colon) == ':') {
        int outcome = PyText.skipSpaces(log, colon + 1, end);
        if (outcome > colon + 1 && outcome < end) {
          TestStatus status = rubyStatus(log, outcome, end);
          if (status != null) {
            out.put(log, start, colon, status);
            return true;
          }
        }
      }
    }
    return false;
  }

  private static TestStatus rubyStatus(String log, int at, int end) {
    char c = log.charAt(at);
    if (c == '.') {
      return TestStatus.PASSED;
    }
    boolean wordEnds = at + 1 == end || !PyText.isWord(log.codePointAt(at + 1));
    return switch (c) {
      case 'E', 'F' -> wordEnds ? TestStatus.FAILED : null;
      case 'O' -> wordEnds ? TestStatus.SKIPPED : null;
      default -> null;
    };
  }

  /** {@code name - passed}, {@code name - failed}, whatever follows. */
  static void rspec(String log, LogContext context, StatusMap out) {
    NextIndex passed = new NextIndex(log, " - passed");
    NextIndex failed = new NextIndex(log, " - failed");
    Lines.holding(
        log,
        (lineStart, lineEnd) -> {
          int start = PyText.skipSpaces(log, lineStart, lineEnd);
          int pass = passed.last(start, lineEnd);
          int fail = failed.last(start, lineEnd);
          int at = Math.max(pass, fail);
          if (at > start) {
            out.put(log, start, at, at == pass ? TestStatus.PASSED : TestStatus.FAILED);
          }
          return true;
        },
        passed,
        failed);
  }
}
