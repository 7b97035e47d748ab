package dev.rewardgrader.grade.code.check;

import java.util.Arrays;

/** The comparisons that need no numbers. Each is one pass over both outputs, without copies. */
final class ByteComparisons {
  private ByteComparisons() {}

  /** Every byte. */
  static CheckResult exact(byte[] actual, byte[] expected) {
    int at = Arrays.mismatch(actual, expected);
    if (at < 0) {
      return CheckResult.ACCEPTED;
    }
    int line = 1;
    for (int i = 0; i < at; i++) {
      if (actual[i] == '\n') {
        line++;
      }
    }
    return CheckResult.wrong(
        "line %d, byte %d: got %s".formatted(line, at + 1, rest(actual, at)), rest(expected, at));
  }

  private static String rest(byte[] bytes, int at) {
    if (at == bytes.length) {
      return "the end of output";
    }
    int end = at;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return Outputs.quote(bytes, at, Math.min(bytes.length, end + 1));
  }

  /** Lines without the blanks at their ends, and without blank lines at the output's end. */
  static Comparison lines(boolean[] blanks, ByteEquality equality) {
    return (actual, expected) -> {
      if (Arrays.equals(actual, expected)) {
        return CheckResult.ACCEPTED;
      }
      LineCursor a = new LineCursor(actual, blanks);
      LineCursor e = new LineCursor(expected, blanks);
      while (true) {
        boolean more = a.next();
        boolean due = e.next();
        if (!more && !due) {
          return CheckResult.ACCEPTED;
        }
        if (!more) {
          return CheckResult.wrong("output ends after line " + a.number, e.text());
        }
        if (!due) {
          return CheckResult.wrong(
              "line " + a.number + ": got " + a.text() + " where output should have ended", null);
        }
        if (!equality.same(actual, a.start, a.end, expected, e.start, e.end)) {
          return CheckResult.wrong("line " + a.number + ": got " + a.text(), e.text());
        }
      }
    };
  }

  /** Tokens between ASCII blanks. */
  static Comparison tokens(ByteEquality equality) {
    return tokens(Blanks.SPACE, equality);
  }

  static Comparison tokens(boolean[] blanks, ByteEquality equality) {
    Comparison each = tokensThatAll(blanks, equality);
    return (actual, expected) ->
        Arrays.equals(actual, expected) ? CheckResult.ACCEPTED : each.compare(actual, expected);
  }

  /** Tokens that are each put to the test, even when both outputs are the same bytes. */
  static Comparison tokensThatAll(ByteEquality equality) {
    return tokensThatAll(Blanks.SPACE, equality);
  }

  private static Comparison tokensThatAll(boolean[] blanks, ByteEquality equality) {
    return (actual, expected) -> {
      TokenCursor a = new TokenCursor(actual, blanks);
      TokenCursor e = new TokenCursor(expected, blanks);
      while (true) {
        boolean more = a.next();
        boolean due = e.next();
        if (!more && !due) {
          return CheckResult.ACCEPTED;
        }
        if (!more) {
          return CheckResult.wrong("output ends after token " + a.number, e.text());
        }
        if (!due) {
          return CheckResult.wrong(
              place(a) + ": got " + a.text() + " where output should have ended", null);
        }
        if (!equality.same(actual, a.start, a.end, expected, e.start, e.end)) {
          return CheckResult.wrong(place(a) + ": got " + a.text(), e.text());
        }
      }
    };
  }

  static String place(TokenCursor cursor) {
    return "line " + cursor.line() + ", token " + cursor.number;
  }
}
