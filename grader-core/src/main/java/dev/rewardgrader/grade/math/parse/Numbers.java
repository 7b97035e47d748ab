package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Rational;
import java.math.BigInteger;

/**
 * Reads numerals: thousands separators, decimals, exponents of ten, repeating decimals and bases.
 */
final class Numbers {
  private static final int MAX_DIGITS = 2000;
  private static final int MAX_EXPONENT = 3000;

  private final Cursor cursor;

  Numbers(Cursor cursor) {
    this.cursor = cursor;
  }

  static Expr digit(char c) {
    return new Expr.Num(Rational.of(c - '0'), -1);
  }

  Expr number() {
    cursor.node();
    StringBuilder digits = new StringBuilder(16);
    int group = run(digits);
    boolean grouped = group > 0 && group <= 3;
    while (grouped) {
      int gap = thousandsGap();
      if (gap == 0) {
        break;
      }
      cursor.advance(gap);
      run(digits);
    }
    int decimals = -1;
    if (cursor.raw(0) == '.' && Cursor.isDigit(cursor.raw(1))) {
      cursor.advance(1);
      decimals = run(digits);
    } else if (cursor.raw(0) == '{' && cursor.raw(1) == '.' && cursor.raw(2) == '}') {
      cursor.advance(3);
      decimals = run(digits);
    } else if (cursor.raw(0) == '.' && cursor.raw(1) == '\\' && startsRepetend(1)) {
      cursor.advance(1);
      decimals = 0;
    }
    if (digits.length() > MAX_DIGITS) {
      return longNumeral(digits, decimals);
    }
    BigInteger unscaled =
        digits.length() < 18
            ? BigInteger.valueOf(small(digits))
            : new BigInteger(digits.toString());
    if (decimals >= 0 && startsRepetend(0)) {
      return repeating(unscaled, decimals);
    }
    if (cursor.raw(0) == '_') {
      Expr based = based(digits, decimals);
      if (based != null) {
        return based;
      }
    }
    int exponent = exponent();
    if (decimals <= 0 && exponent == 0) {
      return new Expr.Num(Rational.of(unscaled), decimals);
    }
    int scale = Math.max(decimals, 0) - exponent;
    Rational value =
        scale > 0
            ? Rational.of(unscaled, BigInteger.TEN.pow(scale))
            : Rational.of(unscaled.multiply(BigInteger.TEN.pow(-scale)));
    return new Expr.Num(value, decimals < 0 && exponent >= 0 ? -1 : Math.max(scale, 0));
  }

  private static long small(CharSequence digits) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = value * 10 + (digits.charAt(i) - '0');
    }
    return value;
  }

  /** Appends the digits at the position; returns how many. */
  private int run(StringBuilder digits) {
    int n = 0;
    while (Cursor.isDigit(cursor.raw(0))) {
      digits.append(cursor.raw(0));
      cursor.advance(1);
      n++;
    }
    return n;
  }

  /** The length of a thousands separator that exactly three digits follow, or 0. */
  private int thousandsGap() {
    char c = cursor.raw(0);
    int gap;
    boolean plain = false;
    if (c == ',') {
      gap = 1;
      while (cursor.raw(gap) == '\\' && cursor.raw(gap + 1) == '!') {
        gap += 2;
        while (cursor.raw(gap) == ' ') {
          gap++;
        }
      }
      plain = gap == 1;
      if (plain && cursor.brackets > 0) {
        return 0;
      }
    } else if (c == '{' || (c == ' ' && cursor.raw(1) == '{')) {
      gap = bracedComma(c == ' ' ? 1 : 0);
      if (gap == 0) {
        return 0;
      }
    } else if (c == '\\'
        && (cursor.raw(1) == ','
            || cursor.raw(1) == ' '
            || cursor.raw(1) == '!'
            || cursor.raw(1) == ';')) {
      gap = 2;
    } else if (c == ' ' || c == '~') {
      gap = 1;
    } else {
      return 0;
    }
    for (int i = 0; i < 3; i++) {
      if (!Cursor.isDigit(cursor.raw(gap + i))) {
        return 0;
      }
    }
    if (Cursor.isDigit(cursor.raw(gap + 3))) {
      return 0;
    }
    cursor.plainThousands |= plain;
    return gap;
  }

  /** The length of {@code {,}} with blanks in it, {@code from} included; 0 when there is none. */
  private int bracedComma(int from) {
    int i = from + 1;
    int commas = 0;
    while (cursor.raw(i) == ' ' || cursor.raw(i) == ',') {
      commas += cursor.raw(i) == ',' ? 1 : 0;
      i++;
    }
    return commas == 1 && cursor.raw(i) == '}' ? i + 1 : 0;
  }

  private boolean startsRepetend(int ahead) {
    return starts("\\overline{", ahead) || starts("\\bar{", ahead) || starts("\\dot{", ahead);
  }

  private boolean starts(String prefix, int ahead) {
    return cursor.text().startsWith(prefix, cursor.pos() + ahead);
  }

  private Expr repeating(BigInteger unscaled, int decimals) {
    cursor.advance(1 + cursor.command().length());
    String repetend = cursor.braced().strip();
    if (repetend.isEmpty()
        || repetend.length() > 60
        || !repetend.chars().allMatch(d -> Cursor.isDigit((char) d))) {
      throw ParseFailure.syntax();
    }
    BigInteger scale = BigInteger.TEN.pow(decimals);
    BigInteger nines = BigInteger.TEN.pow(repetend.length()).subtract(BigInteger.ONE);
    Rational value =
        Rational.of(unscaled, scale)
            .plus(Rational.of(new BigInteger(repetend), scale.multiply(nines)));
    return new Expr.Num(value, -1);
  }

  private Expr based(CharSequence digits, int decimals) {
    int start = cursor.pos();
    cursor.advance(1);
    String base = cursor.peek() == '{' ? cursor.braced().strip() : null;
    if (base == null) {
      int from = cursor.pos();
      while (Cursor.isDigit(cursor.raw(0)) && cursor.pos() - from < 2) {
        cursor.advance(1);
      }
      base = cursor.text().substring(from, cursor.pos());
    }
    int value = baseValue(base);
    if (value >= 2 && value <= 36 && decimals < 0) {
      return new Expr.BaseNumeral(digits.toString(), value);
    }
    cursor.moveTo(start);
    throw ParseFailure.syntax();
  }

  private static int baseValue(String base) {
    String b =
        base.replace("\\text", "")
            .replace("\\mathrm", "")
            .replace("{", "")
            .replace("}", "")
            .strip();
    return switch (b) {
      case "two" -> 2;
      case "three" -> 3;
      case "four" -> 4;
      case "five" -> 5;
      case "six" -> 6;
      case "seven" -> 7;
      case "eight" -> 8;
      case "nine" -> 9;
      case "ten" -> 10;
      case "twelve" -> 12;
      case "sixteen" -> 16;
      default ->
          !b.isEmpty() && b.length() <= 2 && b.chars().allMatch(d -> Cursor.isDigit((char) d))
              ? Integer.parseInt(b)
              : -1;
    };
  }

  /** Consumes {@code e-7} directly behind the digits; 0 when there is none. */
  private int exponent() {
    char c = cursor.raw(0);
    if (c != 'e' && c != 'E') {
      return 0;
    }
    int i = 1;
    boolean negative = cursor.raw(i) == '-';
    if (negative || cursor.raw(i) == '+') {
      i++;
    }
    int value = 0;
    int first = i;
    while (Cursor.isDigit(cursor.raw(i)) && value <= MAX_EXPONENT) {
      value = value * 10 + (cursor.raw(i) - '0');
      i++;
    }
    if (i == first || Cursor.isLetter(cursor.raw(i))) {
      return 0;
    }
    if (value > MAX_EXPONENT) {
      throw ParseFailure.tooLarge();
    }
    cursor.advance(i);
    return negative ? -value : value;
  }

  private static Expr longNumeral(StringBuilder digits, int decimals) {
    int start = 0;
    int whole = digits.length() - Math.max(decimals, 0);
    while (start < whole - 1 && digits.charAt(start) == '0') {
      start++;
    }
    String text = digits.substring(start, whole);
    if (decimals > 0) {
      int end = digits.length();
      while (end > whole && digits.charAt(end - 1) == '0') {
        end--;
      }
      text += end > whole ? "." + digits.substring(whole, end) : "";
    }
    return new Expr.LongNumeral(text);
  }
}
