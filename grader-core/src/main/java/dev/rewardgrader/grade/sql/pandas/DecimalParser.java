package dev.rewardgrader.grade.sql.pandas;

import java.util.Locale;

/**
 * The decimal parser of pandas' C code ({@code precise_xstrtod}): 17 significant digits, then one
 * multiplication by a power of ten. It is off by a last bit now and then, and read_csv's floats are
 * its floats.
 */
final class DecimalParser {
  private static final double[] POWERS = new double[309];
  private static final int MAX_DIGITS = 17;

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  private final String text;
  private int at;

  private DecimalParser(String text) {
    this.text = text;
  }

  /**
   * A parsed number.
   *
   * @param whole the text has neither a decimal point nor an exponent
   */
  record Parsed(double value, boolean whole) {}

  /** The number that the whole text spells, infinity words included, or null. */
  static Parsed parse(String text) {
    Parsed parsed = new DecimalParser(text).number();
    return parsed != null ? parsed : word(text);
  }

  private static Parsed word(String text) {
    if (text.length() < 3 || text.length() > 9) {
      return null;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> new Parsed(Double.POSITIVE_INFINITY, false);
      case "-inf", "-infinity" -> new Parsed(Double.NEGATIVE_INFINITY, false);
      default -> null;
    };
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean digit() {
    char c = peek();
    return c >= '0' && c <= '9';
  }

  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private boolean sign() {
    boolean negative = peek() == '-';
    if (negative || peek() == '+') {
      at++;
    }
    return negative;
  }

  private Parsed number() {
    while (isSpace(peek())) {
      at++;
    }
    boolean negative = sign();
    boolean whole = true;
    double number = 0;
    int exponent = 0;
    int digits = 0;
    for (; digit(); at++) {
      if (digits < MAX_DIGITS) {
        number = number * 10 + (peek() - '0');
        digits++;
      } else {
        exponent++;
      }
    }
    if (peek() == '.') {
      whole = false;
      for (at++; digits < MAX_DIGITS && digit(); at++) {
        number = number * 10 + (peek() - '0');
        digits++;
        exponent--;
      }
      while (digits >= MAX_DIGITS && digit()) {
        at++;
      }
    }
    if (digits == 0) {
      return null;
    }
    if (peek() == 'e' || peek() == 'E') {
      whole = false;
      exponent += exponent();
    }
    while (at < text.length() && isSpace(peek())) {
      at++;
    }
    if (at < text.length()) {
      return null;
    }
    double scaled = scale(number, exponent);
    return Double.isInfinite(scaled) ? null : new Parsed(negative ? -scaled : scaled, whole);
  }

  private int exponent() {
    at++;
    boolean negative = sign();
    int value = 0;
    int digits = 0;
    for (; digits < MAX_DIGITS && digit(); at++) {
      value = Math.min(value * 10 + (peek() - '0'), 100_000);
      digits++;
    }
    if (digits == 0) {
      at--;
    }
    return negative ? -value : value;
  }

  private static double scale(double number, int exponent) {
    if (exponent > 308) {
      return Double.POSITIVE_INFINITY;
    }
    if (exponent > 0) {
      return number * POWERS[exponent];
    }
    if (exponent >= -308) {
      return number / POWERS[-exponent];
    }
    return exponent < -616 ? 0 : number / POWERS[-308 - exponent] / POWERS[308];
  }
}
