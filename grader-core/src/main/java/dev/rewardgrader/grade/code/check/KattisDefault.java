package dev.rewardgrader.grade.code.check;

import java.util.Arrays;

/**
 * The default output validator of Kattis problem packages and of DOMjudge (problemtools, {@code
 * support/default_validator}; DOMjudge, {@code sql/files/defaultdata/compare}).
 *
 * @param caseSensitive letters of either case differ
 * @param spaceSensitive blanks are compared too
 * @param absolute absolute tolerance, negative when there is none
 * @param relative relative tolerance, negative when there is none
 */
record KattisDefault(
    boolean caseSensitive, boolean spaceSensitive, double absolute, double relative)
    implements Comparison {

  @Override
  public CheckResult compare(byte[] actual, byte[] expected) {
    if (Arrays.equals(actual, expected)) {
      return CheckResult.ACCEPTED;
    }
    return spaceSensitive
        ? withSpace(actual, expected)
        : ByteComparisons.tokens(this::sameToken).compare(actual, expected);
  }

  private CheckResult withSpace(byte[] actual, byte[] expected) {
    int a = 0;
    int e = 0;
    int line = 1;
    while (true) {
      while (e < expected.length && Blanks.isSpace(expected[e])) {
        if (a == actual.length || actual[a] != expected[e]) {
          return CheckResult.wrong("line " + line + ": blanks differ", null);
        }
        if (expected[e] == '\n') {
          line++;
        }
        a++;
        e++;
      }
      if (a < actual.length && Blanks.isSpace(actual[a])) {
        return CheckResult.wrong("line " + line + ": blanks differ", null);
      }
      if (a == actual.length || e == expected.length) {
        return a == actual.length && e == expected.length
            ? CheckResult.ACCEPTED
            : CheckResult.wrong("line " + line + ": output ends too early or too late", null);
      }
      int aEnd = tokenEnd(actual, a);
      int eEnd = tokenEnd(expected, e);
      if (!sameToken(actual, a, aEnd, expected, e, eEnd)) {
        return CheckResult.wrong(
            "line " + line + ": got " + Outputs.quote(actual, a, aEnd),
            Outputs.quote(expected, e, eEnd));
      }
      a = aEnd;
      e = eEnd;
    }
  }

  private static int tokenEnd(byte[] bytes, int start) {
    int end = start;
    while (end < bytes.length && !Blanks.isSpace(bytes[end])) {
      end++;
    }
    return end;
  }

  private boolean sameToken(byte[] a, int aStart, int aEnd, byte[] e, int eStart, int eEnd) {
    ByteEquality equality = caseSensitive ? ByteEquality.EXACT : ByteEquality.IGNORING_CASE;
    if (equality.same(a, aStart, aEnd, e, eStart, eEnd)) {
      return true;
    }
    return (absolute >= 0 || relative >= 0)
        && Decimals.within(
            Outputs.latin(a, aStart, aEnd),
            Outputs.latin(e, eStart, eEnd),
            Math.max(absolute, 0),
            Math.max(relative, 0));
  }
}
