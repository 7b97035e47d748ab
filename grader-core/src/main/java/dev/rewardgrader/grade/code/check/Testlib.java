package dev.rewardgrader.grade.code.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The standard checkers of testlib (MikeMirzayanov/testlib, {@code checkers}). */
final class Testlib {
  private Testlib() {}

  /** {@code wcmp}: tokens. */
  static CheckResult wcmp(byte[] actual, byte[] expected) {
    return ByteComparisons.tokens(ByteEquality.EXACT).compare(actual, expected);
  }

  /** {@code ncmp}: 64-bit integers without leading zeros. */
  static CheckResult ncmp(byte[] actual, byte[] expected) {
    return ByteComparisons.tokensThatAll(
            (a, as, ae, e, es, ee) ->
                ByteEquality.EXACT.same(a, as, ae, e, es, ee) && isLong(Outputs.latin(a, as, ae)))
        .compare(actual, expected);
  }

  private static boolean isLong(String token) {
    if (!isHuge(token) || token.length() > 20) {
      return false;
    }
    try {
      Long.parseLong(token);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** {@code hcmp}: one integer of any size. */
  static CheckResult hcmp(byte[] actual, byte[] expected) {
    return single(
        ByteComparisons.tokensThatAll(
                (a, as, ae, e, es, ee) ->
                    ByteEquality.EXACT.same(a, as, ae, e, es, ee)
                        && isHuge(Outputs.latin(a, as, ae)))
            .compare(actual, expected),
        expected);
  }

  private static boolean isHuge(String token) {
    String digits = token.startsWith("-") ? token.substring(1) : token;
    return Decimals.isInteger(token)
        && (digits.length() == 1 || digits.charAt(0) != '0')
        && !token.equals("-0");
  }

  private static CheckResult single(CheckResult result, byte[] expected) {
    TokenCursor e = new TokenCursor(expected);
    return e.next() && !e.next()
        ? result
        : CheckResult.wrong("the expected output is not one token", null);
  }

  /** {@code lcmp}: line by line, each as tokens. */
  static CheckResult lcmp(byte[] actual, byte[] expected) {
    List<List<String>> a = lines(actual).stream().map(PyText::split).toList();
    List<List<String>> e = lines(expected).stream().map(PyText::split).toList();
    for (int i = 0; i < e.size(); i++) {
      if (i >= a.size() || !a.get(i).equals(e.get(i))) {
        return CheckResult.wrong(
            "line " + (i + 1) + ": got " + (i < a.size() ? join(a.get(i)) : "the end of output"),
            join(e.get(i)));
      }
    }
    for (int i = e.size(); i < a.size(); i++) {
      if (!a.get(i).isEmpty()) {
        return CheckResult.wrong(
            "line " + (i + 1) + ": got " + join(a.get(i)) + " where output should have ended",
            null);
      }
    }
    return CheckResult.ACCEPTED;
  }

  private static String join(List<String> tokens) {
    return Outputs.quote(String.join(" ", tokens));
  }

  /** {@code fcmp}: line by line, as text. */
  static CheckResult fcmp(byte[] actual, byte[] expected) {
    List<String> a = lines(actual);
    List<String> e = lines(expected);
    for (int i = 0; i < e.size(); i++) {
      if (i >= a.size() || !a.get(i).equals(e.get(i))) {
        return Differences.ofText(String.join("\n", a), String.join("\n", e));
      }
    }
    for (int i = e.size(); i < a.size(); i++) {
      if (!PyText.split(a.get(i)).isEmpty()) {
        return Differences.ofText(String.join("\n", a), String.join("\n", e));
      }
    }
    return CheckResult.ACCEPTED;
  }

  /**
   * Lines as testlib reads them: a carriage return before the line feed belongs to the line's end.
   */
  private static List<String> lines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        int end = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
        lines.add(Outputs.latin(bytes, start, end));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      lines.add(Outputs.latin(bytes, start, bytes.length));
    }
    return lines;
  }

  /** {@code rcmp}: one number, 1.5e-6 apart at most. */
  static CheckResult rcmp(byte[] actual, byte[] expected) {
    return single(
        ByteComparisons.tokensThatAll(
                (a, as, ae, e, es, ee) -> {
                  Double x = real(Outputs.latin(a, as, ae));
                  Double y = real(Outputs.latin(e, es, ee));
                  return x != null && y != null && Math.abs(x - y) <= 1.5e-6 + 1e-15;
                })
            .compare(actual, expected),
        expected);
  }

  /** {@code rcmp4}, {@code rcmp6}, {@code rcmp9}: numbers with an absolute or relative error. */
  static Comparison rcmp(double error) {
    return ByteComparisons.tokensThatAll(
        (a, as, ae, e, es, ee) -> {
          Double x = real(Outputs.latin(a, as, ae));
          Double y = real(Outputs.latin(e, es, ee));
          return x != null && y != null && doubleCompare(y, x, error + 1e-15);
        });
  }

  private static boolean doubleCompare(double expected, double result, double error) {
    if (isInfinite(expected)) {
      return isInfinite(result) && (expected > 0) == (result > 0);
    }
    if (isInfinite(result)) {
      return false;
    }
    double one = expected * (1 - error);
    double other = expected * (1 + error);
    return Math.abs(result - expected) <= error
        || (Math.min(one, other) <= result && result <= Math.max(one, other));
  }

  private static boolean isInfinite(double value) {
    return Math.abs(value) > 1e300;
  }

  /** Decimal notation only; no {@code nan} and no {@code inf}. */
  private static Double real(String token) {
    return Decimals.isDecimal(token) ? Double.valueOf(token) : null;
  }

  /** {@code yesno} and {@code nyesno}: answers in letters of either case. */
  static CheckResult nyesno(byte[] actual, byte[] expected) {
    return ByteComparisons.tokensThatAll(
            (a, as, ae, e, es, ee) -> {
              String word = Outputs.latin(a, as, ae).toUpperCase(Locale.ROOT);
              return (word.equals("YES") || word.equals("NO"))
                  && ByteEquality.IGNORING_CASE.same(a, as, ae, e, es, ee);
            })
        .compare(actual, expected);
  }

  static CheckResult yesno(byte[] actual, byte[] expected) {
    return single(nyesno(actual, expected), expected);
  }
}
