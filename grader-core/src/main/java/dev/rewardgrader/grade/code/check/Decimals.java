package dev.rewardgrader.grade.code.check;

import java.math.BigDecimal;

/** Decimal notation in ASCII: {@code 12}, {@code -0.5}, {@code .5}, {@code 1.}, {@code 3e-7}. */
final class Decimals {
  /** Longer numbers are not turned into big ones, which costs quadratic time. */
  private static final int MAX_LENGTH = 4096;

  private Decimals() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether a text is a decimal number, sign and exponent included. */
  static boolean isDecimal(CharSequence s) {
    int n = s.length();
    int i = sign(s, 0);
    int digits = i;
    while (i < n && isDigit(s.charAt(i))) {
      i++;
    }
    int count = i - digits;
    if (i < n && s.charAt(i) == '.') {
      int fraction = ++i;
      while (i < n && isDigit(s.charAt(i))) {
        i++;
      }
      count += i - fraction;
    }
    if (count == 0) {
      return false;
    }
    if (i < n && (s.charAt(i) == 'e' || s.charAt(i) == 'E')) {
      i = sign(s, i + 1);
      int exponent = i;
      while (i < n && isDigit(s.charAt(i))) {
        i++;
      }
      if (i == exponent) {
        return false;
      }
    }
    return i == n;
  }

  /** Whether a text is an optional minus sign and digits. */
  static boolean isInteger(CharSequence s) {
    int i = !s.isEmpty() && s.charAt(0) == '-' ? 1 : 0;
    if (i == s.length()) {
      return false;
    }
    while (i < s.length()) {
      if (!isDigit(s.charAt(i++))) {
        return false;
      }
    }
    return true;
  }

  private static int sign(CharSequence s, int at) {
    return at < s.length() && (s.charAt(at) == '+' || s.charAt(at) == '-') ? at + 1 : at;
  }

  /**
   * A finite number of a decimal text.
   *
   * @return NaN when the text is not a decimal number or beyond the range of a double
   */
  static double finite(String s) {
    if (!isDecimal(s)) {
      return Double.NaN;
    }
    double value = Double.parseDouble(s);
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /**
   * Whether two decimal texts are within a tolerance: absolute, or relative to the expected one.
   * Where a double cannot tell, the exact numbers decide.
   */
  static boolean within(String actual, String expected, double absolute, double relative) {
    double a = finite(actual);
    double e = finite(expected);
    if (Double.isNaN(a) || Double.isNaN(e)) {
      return false;
    }
    double allowed = Math.max(absolute, relative * Math.abs(e));
    double difference = Math.abs(a - e);
    double doubt = Math.max(Math.ulp(a), Math.ulp(e));
    if (Math.abs(difference - allowed) > 4 * doubt
        || actual.length() > MAX_LENGTH
        || expected.length() > MAX_LENGTH) {
      return difference <= allowed;
    }
    BigDecimal exactE = new BigDecimal(expected);
    BigDecimal exact =
        new BigDecimal(absolute).max(new BigDecimal(relative).multiply(exactE.abs()));
    return new BigDecimal(actual).subtract(exactE).abs().compareTo(exact) <= 0;
  }
}
