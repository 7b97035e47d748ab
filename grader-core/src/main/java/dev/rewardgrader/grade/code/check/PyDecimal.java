package dev.rewardgrader.grade.code.check;

import java.util.Locale;

/**
 * The value of Python's {@code decimal.Decimal(text)}, only to be compared for equality. Two equal
 * numbers have equal records; the work is linear in the text's length.
 *
 * @param digits significant digits without zeros at either end; {@code inf} for infinities
 * @param exponent the power of ten of the last digit
 */
record PyDecimal(boolean negative, String digits, long exponent) {
  private static final PyDecimal ZERO = new PyDecimal(false, "", 0);

  /** Larger exponents overflow in Python too. */
  private static final int MAX_EXPONENT_DIGITS = 18;

  /**
   * Reads what {@code Decimal} reads, except NaN, which equals nothing.
   *
   * @return null where Python raises {@code InvalidOperation}, and for NaN
   */
  static PyDecimal of(String s) {
    String text = PyText.asciiDigits(PyText.strip(s)).replace("_", "");
    if (text.isEmpty()) {
      return null;
    }
    char first = text.charAt(0);
    boolean negative = first == '-';
    String unsigned = negative || first == '+' ? text.substring(1) : text;
    if (unsigned.isEmpty() || unsigned.charAt(0) == '+' || unsigned.charAt(0) == '-') {
      return null;
    }
    String lower = unsigned.toLowerCase(Locale.ROOT);
    if (lower.equals("inf") || lower.equals("infinity")) {
      return new PyDecimal(negative, "inf", 0);
    }
    return Decimals.isDecimal(unsigned) ? canonical(negative, lower) : null;
  }

  private static PyDecimal canonical(boolean negative, String number) {
    int e = number.indexOf('e');
    String mantissa = e < 0 ? number : number.substring(0, e);
    long exponent = 0;
    if (e >= 0) {
      String power = number.substring(e + 1);
      int zeros = power.startsWith("-") || power.startsWith("+") ? 1 : 0;
      while (zeros < power.length() - 1 && power.charAt(zeros) == '0') {
        zeros++;
      }
      if (power.length() - zeros > MAX_EXPONENT_DIGITS) {
        return null;
      }
      exponent = Long.parseLong(power);
    }
    int point = mantissa.indexOf('.');
    if (point >= 0) {
      exponent -= mantissa.length() - point - 1;
      mantissa = mantissa.substring(0, point) + mantissa.substring(point + 1);
    }
    int start = 0;
    int end = mantissa.length();
    while (start < end && mantissa.charAt(start) == '0') {
      start++;
    }
    while (end > start && mantissa.charAt(end - 1) == '0') {
      end--;
    }
    return start == end
        ? ZERO
        : new PyDecimal(
            negative, mantissa.substring(start, end), exponent + mantissa.length() - end);
  }
}
