package dev.rewardgrader.grade.code.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checkers of the DMOJ judge (DMOJ/judge-server, {@code dmoj/checkers}). */
final class Dmoj {
  /** Which error counts. */
  enum Tolerance {
    EITHER,
    ABSOLUTE,
    RELATIVE
  }

  private Dmoj() {}

  /** {@code standard}: equal tokens, with line breaks at the same places between them. */
  static CheckResult standard(byte[] actual, byte[] expected) {
    TokenCursor a = new TokenCursor(actual);
    TokenCursor e = new TokenCursor(expected);
    int aBefore = -1;
    int eBefore = -1;
    while (true) {
      boolean more = a.next();
      boolean due = e.next();
      if (!more || !due) {
        return more == due
            ? CheckResult.ACCEPTED
            : CheckResult.wrong(
                more ? ByteComparisons.place(a) + ": got " + a.text() : "output ends too early",
                due ? e.text() : "the end of output");
      }
      if (aBefore >= 0 && breaks(actual, aBefore, a.start) != breaks(expected, eBefore, e.start)) {
        return CheckResult.wrong(
            ByteComparisons.place(a) + ": line breaks differ before " + a.text(), null);
      }
      if (!Arrays.equals(actual, a.start, a.end, expected, e.start, e.end)) {
        return CheckResult.wrong(ByteComparisons.place(a) + ": got " + a.text(), e.text());
      }
      aBefore = a.end;
      eBefore = e.end;
    }
  }

  private static boolean breaks(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        return true;
      }
    }
    return false;
  }

  /** {@code easy}: the same bytes in any order, letters of either case, blanks aside. */
  static CheckResult easy(byte[] actual, byte[] expected) {
    return Arrays.equals(counts(actual), counts(expected))
        ? CheckResult.ACCEPTED
        : CheckResult.wrong("other characters than due", null);
  }

  private static int[] counts(byte[] bytes) {
    int[] counts = new int[256];
    for (byte b : bytes) {
      if (!Blanks.isSpace(b)) {
        counts[ByteEquality.lower(b) & 0xff]++;
      }
    }
    return counts;
  }

  /**
   * {@code floats}: lines that are not empty, token by token; where the expected token is a float,
   * the actual one must be within 10^-precision of it, which NaN never is.
   */
  static Comparison floats(int precision, Tolerance error) {
    double epsilon = Math.pow(10, -precision);
    return (actual, expected) -> {
      List<String> a = filledLines(actual);
      List<String> e = filledLines(expected);
      if (a.size() != e.size()) {
        return CheckResult.wrong("got " + a.size() + " lines", e.size() + " lines");
      }
      for (int i = 0; i < a.size(); i++) {
        if (!sameLine(PyText.split(a.get(i)), PyText.split(e.get(i)), epsilon, error)) {
          return CheckResult.wrong(
              "line " + (i + 1) + ": got " + Outputs.quote(a.get(i)), Outputs.quote(e.get(i)));
        }
      }
      return CheckResult.ACCEPTED;
    };
  }

  private static List<String> filledLines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n' || bytes[i] == '\r') {
        if (i > start) {
          lines.add(Outputs.latin(bytes, start, i));
        }
        start = i + 1;
      }
    }
    return lines;
  }

  private static boolean sameLine(List<String> a, List<String> e, double epsilon, Tolerance error) {
    if (a.size() != e.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      Double due = ascii(e.get(i));
      Double got = due == null ? null : ascii(a.get(i));
      boolean same =
          due == null ? a.get(i).equals(e.get(i)) : got != null && within(got, due, epsilon, error);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static Double ascii(String token) {
    return token.chars().allMatch(c -> c < 128) ? PyNumbers.floatOf(token) : null;
  }

  private static boolean within(double got, double due, double epsilon, Tolerance error) {
    return switch (error) {
      case ABSOLUTE -> Math.abs(got - due) <= epsilon;
      case RELATIVE -> {
        double one = due * (1 - epsilon);
        double other = due * (1 + epsilon);
        yield Math.min(one, other) <= got && got <= Math.max(one, other);
      }
      case EITHER ->
          Math.abs(got - due) <= epsilon
              || (Math.abs(due) >= epsilon && Math.abs(1.0 - got / due) <= epsilon);
    };
  }
}
