package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/**
 * ESLint with mocha's {@code min} reporter: {@code " 1) name"}, and the name goes on until a line
 * that speaks of an {@code Error}.
 */
final class EslintParser {
  private static final String ERROR = "Error";

  private final String log;
  private final NextIndex errors;
  private final LineEnds lineEnds;

  private EslintParser(String log) {
    this.log = log;
    errors = new NextIndex(log, ERROR);
    lineEnds = new LineEnds(log);
  }

  static void parse(String log, LogContext context, StatusMap out) {
    new EslintParser(log).parse(out);
  }

  private void parse(StatusMap out) {
    int free = 0;
    int close = log.indexOf(')');
    while (close >= 0) {
      int digits = PyText.digitsBefore(log, free, close);
      if (digits < close
          && digits - 2 >= free
          && PyText.isSpace(log.charAt(digits - 1))
          && PyText.isSpace(log.charAt(digits - 2))) {
        int nameEnd = nameEnd(close + 1);
        if (nameEnd < 0) {
          return;
        }
        out.putCollapsed(log, close + 1, nameEnd, TestStatus.FAILED);
        free = lastErrorEnd(nameEnd);
      }
      close = log.indexOf(')', Math.max(free, close + 1));
    }
  }

  /** Start of the first whitespace after which the rest of the line speaks of an error, or -1. */
  private int nameEnd(int from) {
    int n = log.length();
    int space = PyText.skipNonSpaces(log, from, n);
    int text = PyText.skipSpaces(log, space, n);
    int error = errors.from(text);
    if (error == NextIndex.NONE) {
      return -1;
    }
    if (error < lineEnds.of(text)) {
      return space;
    }
    // No line before that of the error will do: take the whitespace around the newline before it.
    int newline = error;
    while (log.charAt(newline - 1) != '\n') {
      newline--;
    }
    return PyText.trimEnd(log, from, newline);
  }

  private int lastErrorEnd(int nameEnd) {
    int text = PyText.skipSpaces(log, nameEnd, log.length());
    return Lines.lastIndexOf(log, text, lineEnds.of(text), ERROR) + ERROR.length();
  }
}
