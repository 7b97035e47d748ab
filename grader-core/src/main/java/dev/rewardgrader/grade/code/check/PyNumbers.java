package dev.rewardgrader.grade.code.check;

import java.util.Locale;

/** Python's {@code float(text)}. */
final class PyNumbers {
  private PyNumbers() {}

  /**
   * {@code float(s)}: blanks around, {@code 1_000}, {@code inf}, {@code nan}, digits of every
   * script and numbers beyond the range are all read; hexadecimal is not.
   *
   * @return the number, or null where Python raises {@code ValueError}
   */
  static Double floatOf(String s) {
    String text = PyText.asciiDigits(PyText.strip(s));
    if (text.isEmpty()) {
      return null;
    }
    char first = text.charAt(0);
    boolean negative = first == '-';
    String unsigned = negative || first == '+' ? text.substring(1) : text;
    switch (unsigned.toLowerCase(Locale.ROOT)) {
      case "inf", "infinity" -> {
        return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      }
      case "nan" -> {
        return Double.NaN;
      }
      default -> {}
    }
    String digits = withoutUnderscores(unsigned);
    if (digits == null || !Decimals.isDecimal(digits)) {
      return null;
    }
    double value = Double.parseDouble(digits);
    return negative ? -value : value;
  }

  /** Underscores may stand between two digits only; null when one stands elsewhere. */
  private static String withoutUnderscores(String s) {
    if (s.indexOf('_') < 0) {
      return s;
    }
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) == '_'
          && (i == 0
              || i == s.length() - 1
              || !Decimals.isDigit(s.charAt(i - 1))
              || !Decimals.isDigit(s.charAt(i + 1)))) {
        return null;
      }
    }
    return s.replace("_", "");
  }

  /** {@code numpy.isclose}: true for equal infinities, never for NaN. */
  static boolean isClose(double a, double b, double relative, double absolute) {
    if (Double.isInfinite(a) || Double.isInfinite(b)) {
      return a == b;
    }
    return Math.abs(a - b) <= absolute + relative * Math.abs(b);
  }
}
