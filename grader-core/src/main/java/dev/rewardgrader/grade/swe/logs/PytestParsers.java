package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/** The parsers of what pytest prints with {@code -rA} or {@code -v}. */
final class PytestParsers {
  private PytestParsers() {}

  /** {@code STATUS id …}: the first word is the status, the second the id. */
  static void pytest(String log, int start, int end, StatusMap out) {
    TestStatus status = statusAt(log, start, end);
    if (status != null) {
      twoWords(log, start, end, status, out, false);
    }
  }

  /** As {@link #pytest}; of a parameter that is an absolute path only the last part is kept. */
  static void options(String log, int start, int end, StatusMap out) {
    TestStatus status = statusAt(log, start, end);
    if (status != null) {
      twoWords(log, start, end, status, out, true);
    }
  }

  /** As {@link #pytest}; names of mouse buttons become their numbers. */
  static void matplotlib(String log, int start, int end, StatusMap out) {
    TestStatus status = statusAt(log, start, end);
    if (status != null) {
      if (Lines.contains(log, start, end, "MouseButton.")) {
        String line =
            log.substring(start, end)
                .replace("MouseButton.LEFT", "1")
                .replace("MouseButton.RIGHT", "3");
        twoWords(line, 0, line.length(), status, out, false);
      } else {
        twoWords(log, start, end, status, out, false);
      }
    }
  }

  private static void twoWords(
      String log, int start, int end, TestStatus status, StatusMap out, boolean shortenPaths) {
    int statusEnd = PyText.skipNonSpaces(log, start + status.name().length(), end);
    int id = PyText.skipSpaces(log, statusEnd, end);
    if (status == TestStatus.FAILED) {
      id = afterDashes(log, statusEnd, id, end);
    }
    if (id == end) {
      return;
    }
    int idEnd = PyText.skipNonSpaces(log, id, end);
    if (isSkipSummary(log, statusEnd - start, status, id, idEnd)) {
      return;
    }
    if (shortenPaths && Lines.indexOf(log, id, idEnd, '[') >= 0) {
      String shortened = shortenPath(log.substring(id, idEnd));
      put(log, start, statusEnd, status, shortened, 0, shortened.length(), out);
    } else {
      put(log, start, statusEnd, status, log, id, idEnd, out);
    }
  }

  /** In lines of failures {@code " - "} is one space: the first word that is no such dash. */
  private static int afterDashes(String log, int free, int word, int end) {
    int from = free;
    int at = word;
    while (at - 1 >= from
        && at + 1 < end
        && log.charAt(at) == '-'
        && log.charAt(at - 1) == ' '
        && log.charAt(at + 1) == ' ') {
      from = at + 2;
      at = PyText.skipSpaces(log, from, end);
    }
    return at;
  }

  /** The word {@code log[start, end)} holds the status of the test {@code text[id, idEnd)}. */
  private static void put(
      String log,
      int start,
      int end,
      TestStatus status,
      String text,
      int id,
      int idEnd,
      StatusMap out) {
    if (end - start == status.name().length()) {
      out.put(text, id, idEnd, status);
    } else {
      out.putWord(text, id, idEnd, log, start, end);
    }
  }

  /** {@code id[/a/b/c]} becomes {@code id[/c]}; anything after the last bracket is dropped. */
  private static String shortenPath(String id) {
    int open = id.indexOf('[');
    int close = id.lastIndexOf(']');
    if (open < 0 || close < open) {
      return id;
    }
    String option = id.substring(open + 1, close);
    if (option.startsWith("/") && !option.startsWith("//") && option.indexOf('*') < 0) {
      option = option.substring(option.lastIndexOf('/'));
    }
    return id.substring(0, open) + "[" + option + "]";
  }

  /** {@code SKIPPED [3] file:line: reason} counts tests and names none. */
  private static boolean isSkipSummary(
      String log, int wordLength, TestStatus status, int id, int idEnd) {
    return status == TestStatus.SKIPPED
        && wordLength == status.name().length()
        && log.charAt(id) == '['
        && idEnd - id > 2
        && log.charAt(idEnd - 1) == ']'
        && PyText.skipDigits(log, id + 1, idEnd - 1) == idEnd - 1;
  }

  /**
   * Colours and control characters removed; the id is everything after a status at the beginning of
   * the line, or before one at its end, with single spaces.
   */
  static void withSpaces(String log, int start, int lineEnd, StatusMap out) {
    int end = lineEnd;
    // Most logs with control characters have a carriage return at each end of a line, no more.
    while (end > start && isControl(log.charAt(end - 1))) {
      end--;
    }
    if (end == start || !mayHoldStatus(log, start, end)) {
      return;
    }
    if (hasColours(log, start, end)) {
      String line = withoutColours(log, start, end);
      plainWithSpaces(line, 0, line.length(), out);
    } else {
      plainWithSpaces(log, start, end, out);
    }
  }

  /** Whether the first or the last character that is no colour belongs to a status. */
  private static boolean mayHoldStatus(String log, int start, int end) {
    char begin = log.charAt(start);
    char close = log.charAt(end - 1);
    boolean plain = begin >= ' ' && begin != '[' && close >= ' ' && close != 'm';
    return plain
        ? isStatusFirst(begin) || isStatusLast(close)
        : mayHoldColouredStatus(log, start, end);
  }

  private static boolean isStatusFirst(char c) {
    return switch (c) {
      case 'F', 'P', 'S', 'E', 'X' -> true;
      default -> false;
    };
  }

  private static boolean isStatusLast(char c) {
    return switch (c) {
      case 'D', 'R', 'L' -> true;
      default -> false;
    };
  }

  private static boolean mayHoldColouredStatus(String log, int start, int end) {
    int first = start;
    int next = afterColour(log, first, end);
    while (next > first) {
      first = next;
      next = afterColour(log, first, end);
    }
    if (first == end) {
      return false;
    }
    int last = end;
    int before = beforeColour(log, first, last);
    while (before < last) {
      last = before;
      before = beforeColour(log, first, last);
    }
    return isStatusFirst(log.charAt(first)) || isStatusLast(log.charAt(last - 1));
  }

  /** The end of the colour or control character at a place, or that place. */
  private static int afterColour(String log, int at, int end) {
    if (at == end) {
      return at;
    }
    char c = log.charAt(at);
    if (c == '[') {
      int digits = PyText.skipDigits(log, at + 1, end);
      return digits > at + 1 && digits < end && log.charAt(digits) == 'm' ? digits + 1 : at;
    }
    return isControl(c) ? at + 1 : at;
  }

  /** The beginning of the colour or control character that ends at a place, or that place. */
  private static int beforeColour(String log, int start, int at) {
    char c = log.charAt(at - 1);
    if (c == 'm') {
      int digits = PyText.digitsBefore(log, start, at - 1);
      return digits < at - 1 && digits > start && log.charAt(digits - 1) == '[' ? digits - 1 : at;
    }
    return isControl(c) ? at - 1 : at;
  }

  private static void plainWithSpaces(String log, int start, int end, StatusMap out) {
    TestStatus first = statusAt(log, start, end);
    if (first != null) {
      int dash = first == TestStatus.FAILED ? Lines.indexOf(log, start, end, " - ") : -1;
      int to = PyText.trimEnd(log, start, dash < 0 ? end : dash);
      int statusEnd = PyText.skipNonSpaces(log, start + first.name().length(), to);
      int id = PyText.skipSpaces(log, statusEnd, to);
      if (id < to
          && !(first == TestStatus.SKIPPED
              && isSkipSummary(
                  log, statusEnd - start, first, id, PyText.skipNonSpaces(log, id, to)))) {
        putCollapsed(log, start, statusEnd, first, id, to, out);
      }
      return;
    }
    TestStatus last = statusBefore(log, start, end);
    if (last != null) {
      int status = end - last.name().length();
      while (status > start && !PyText.isSpace(log.charAt(status - 1))) {
        status--;
      }
      int id = PyText.skipSpaces(log, start, status);
      if (id < status) {
        putCollapsed(log, status, end, last, id, status, out);
      }
    }
  }

  private static void putCollapsed(
      String log, int start, int end, TestStatus status, int id, int idEnd, StatusMap out) {
    if (end - start == status.name().length()) {
      out.putCollapsed(log, id, idEnd, status);
    } else {
      out.putCollapsedWord(log, id, idEnd, start, end);
    }
  }

  private static boolean hasColours(String log, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = log.charAt(i);
      if (isControl(c)) {
        return true;
      }
      if (c == '[' && i + 1 < end && mayBeDigit(log.charAt(i + 1))) {
        int digits = PyText.skipDigits(log, i + 1, end);
        if (digits > i + 1 && digits < end && log.charAt(digits) == 'm') {
          return true;
        }
        i = digits - 1;
      }
    }
    return false;
  }

  private static boolean isControl(char c) {
    return c < ' ' && c > 0;
  }

  private static boolean mayBeDigit(char c) {
    return (c >= '0' && c <= '9') || c >= 128;
  }

  private static String withoutColours(String log, int start, int end) {
    char[] kept = new char[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      char c = log.charAt(i);
      if (c == '[' && i + 1 < end && mayBeDigit(log.charAt(i + 1))) {
        int digits = PyText.skipDigits(log, i + 1, end);
        if (digits > i + 1 && digits < end && log.charAt(digits) == 'm') {
          i = digits;
        } else {
          log.getChars(i, digits, kept, length);
          length += digits - i;
          i = digits - 1;
        }
      } else if (!isControl(c)) {
        kept[length++] = c;
      }
    }
    return new String(kept, 0, length);
  }

  /** Only failures and passes; the status stands before or after the id. */
  static void seaborn(String log, LogContext context, StatusMap out) {
    NextIndex passed = new NextIndex(log, " PASSED ");
    Lines.until(
        log,
        0,
        log.length(),
        (start, end) -> {
          if (Lines.startsWith(log, start, end, "FAILED")) {
            putSecondWord(log, start, end, TestStatus.FAILED, out);
          } else if (passed.from(start) + " PASSED ".length() <= end) {
            int id = PyText.skipSpaces(log, start, end);
            int idEnd = PyText.skipNonSpaces(log, id, end);
            int second = PyText.skipSpaces(log, idEnd, end);
            int secondEnd = PyText.skipNonSpaces(log, second, end);
            if (secondEnd - second == "PASSED".length() && log.startsWith("PASSED", second)) {
              out.put(log, id, idEnd, TestStatus.PASSED);
            }
          } else if (Lines.startsWith(log, start, end, "PASSED")) {
            putSecondWord(log, start, end, TestStatus.PASSED, out);
          }
          return true;
        });
  }

  private static void putSecondWord(
      String log, int start, int end, TestStatus status, StatusMap out) {
    int id = PyText.skipSpaces(log, PyText.skipNonSpaces(log, start, end), end);
    if (id < end) {
      out.put(log, id, PyText.skipNonSpaces(log, id, end), status);
    }
  }

  /** The status that {@code log[start, end)} begins with, or null. */
  private static TestStatus statusAt(String log, int start, int end) {
    if (end - start < 5) {
      return null;
    }
    TestStatus status =
        switch (log.charAt(start)) {
          case 'F' -> TestStatus.FAILED;
          case 'P' -> TestStatus.PASSED;
          case 'S' -> TestStatus.SKIPPED;
          case 'E' -> TestStatus.ERROR;
          case 'X' -> TestStatus.XFAIL;
          default -> null;
        };
    return status != null && Lines.startsWith(log, start, end, status.name()) ? status : null;
  }

  /** The status that {@code log[start, end)} ends with, or null. */
  private static TestStatus statusBefore(String log, int start, int end) {
    if (end - start < 5) {
      return null;
    }
    TestStatus status =
        switch (log.charAt(end - 1)) {
          // The letter before the last two.
          case 'D' ->
              switch (log.charAt(end - 3)) {
                case 'S' -> TestStatus.PASSED;
                case 'L' -> TestStatus.FAILED;
                case 'P' -> TestStatus.SKIPPED;
                default -> null;
              };
          case 'R' -> TestStatus.ERROR;
          case 'L' -> TestStatus.XFAIL;
          default -> null;
        };
    return status != null && Lines.endsWith(log, start, end, status.name()) ? status : null;
  }
}
