package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.ArrayDeque;
import java.util.Deque;

/** Parsers that remember something from line to line: Maven, Gradle and PHPUnit. */
final class BuildToolParsers {
  private static final String SELECTED = "-Dtest=";
  private static final String JOINT = " > ";
  private static final String NO_SUITE = "None" + JOINT;

  private BuildToolParsers() {}

  /**
   * One Maven run per test: {@code -Dtest=NAME} in the traced command, then {@code BUILD SUCCESS}
   * or {@code BUILD FAILURE}. Results and names meet first in, first out.
   */
  static void maven(String log, LogContext context, StatusMap out) {
    Deque<String> pending = new ArrayDeque<>();
    Deque<TestStatus> early = new ArrayDeque<>();
    Lines.stripped(
            (text, start, end, map) -> {
              String name = selectedTest(text, start, end);
              if (name != null) {
                pending.add(name);
              }
              TestStatus result = buildResult(text, start, end);
              if (result != null && pending.isEmpty()) {
                early.add(result);
              } else if (result != null) {
                map.put(pending.remove(), result);
              }
            })
        .parse(log, context, out);
    while (!pending.isEmpty() && !early.isEmpty()) {
      out.put(pending.remove(), early.remove());
    }
  }

  private static String selectedTest(String log, int start, int end) {
    int to = end;
    while (true) {
      int at = Lines.lastIndexOf(log, start, to, SELECTED);
      if (at < 0) {
        return null;
      }
      int name = at + SELECTED.length();
      int nameEnd = PyText.skipNonSpaces(log, name, end);
      if (nameEnd > name) {
        return log.substring(name, nameEnd);
      }
      to = at;
    }
  }

  private static TestStatus buildResult(String log, int start, int end) {
    if (Lines.endsWith(log, start, end, "BUILD SUCCESS")) {
      return TestStatus.PASSED;
    }
    return Lines.endsWith(log, start, end, "BUILD FAILURE") ? TestStatus.FAILED : null;
  }

  /** {@code Class > method PASSED}; the status may come on a later line of its own. */
  static void gradle(String log, LogContext context, StatusMap out) {
    String[] pending = new String[1];
    NextIndex arrow = new NextIndex(log, ">");
    Lines.stripped(
            (text, start, end, map) -> {
              TestStatus status = lastWordStatus(text, start, end);
              int nameEnd = end - 7;
              if (status != null && startsName(text, start, nameEnd)) {
                map.put(text, start, nameEnd, status);
                pending[0] = null;
              } else if (arrow.from(start) < end && isName(text, start, end)) {
                pending[0] = text.substring(start, end);
              } else if (status != null && end - start == 6 && pending[0] != null) {
                map.put(pending[0], status);
                pending[0] = null;
              }
            })
        .parse(log, context, out);
  }

  private static TestStatus lastWordStatus(String log, int start, int end) {
    if (Lines.endsWith(log, start, end, "PASSED")) {
      return TestStatus.PASSED;
    }
    return Lines.endsWith(log, start, end, "FAILED") ? TestStatus.FAILED : null;
  }

  /** A name of two characters or more that does not start with a prompt, then whitespace. */
  private static boolean startsName(String log, int start, int nameEnd) {
    return nameEnd > start
        && PyText.isSpace(log.charAt(nameEnd))
        && log.charAt(start) != '>'
        && log.codePointCount(start, nameEnd) >= 2;
  }

  private static boolean isName(String log, int start, int end) {
    int classEnd = PyText.skipNonSpaces(log, start, end);
    int arrow = PyText.skipSpaces(log, classEnd, end);
    int method = PyText.skipSpaces(log, arrow + 1, end);
    return log.charAt(start) != '>'
        && arrow < end
        && log.charAt(arrow) == '>'
        && method > arrow + 1
        && method < end
        && PyText.skipNonSpaces(log, method, end) == end;
  }

  /** PHPUnit's testdox: {@code Suite (Class)}, then marked lines. */
  static void phpunit(String log, LogContext context, StatusMap out) {
    NamePrefix suite = out.prefix();
    suite.add(NO_SUITE, 0, NO_SUITE.length());
    Lines.until(
        log,
        0,
        log.length(),
        (start, end) -> {
          int suiteEnd = testdoxSuiteEnd(log, start, end);
          if (suiteEnd > 0) {
            suite.cut(0);
            suite.add(log, start, suiteEnd);
            suite.add(JOINT, 0, JOINT.length());
            return true;
          }
          int mark = PyText.skipSpaces(log, start, end);
          TestStatus status = mark < end ? testdoxStatus(log.charAt(mark)) : null;
          if (status != null) {
            int name = PyText.skipSpaces(log, mark + 1, end);
            out.put(log, name, end, status);
          }
          return true;
        });
  }

  private static int testdoxSuiteEnd(String log, int start, int end) {
    if (end - start < 6 || log.charAt(end - 1) != ')' || !PyText.isWord(log.codePointAt(start))) {
      return -1;
    }
    int open = Lines.lastIndexOf(log, start, end - 2, " (");
    return open > start && log.codePointCount(start, open) >= 2 ? open : -1;
  }

  private static TestStatus testdoxStatus(char mark) {
    return switch (mark) {
      case '✔' -> TestStatus.PASSED;
      case '✘' -> TestStatus.FAILED;
      case '↩' -> TestStatus.SKIPPED;
      default -> null;
    };
  }
}
