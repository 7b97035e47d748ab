package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Rational;
import java.math.BigInteger;

/** When a decimal is another number rounded: always judged by the digits that were written. */
final class Decimals {
  private static final int MIN_SIGNIFICANT = 4;

  private Decimals() {}

  /**
   * Whether the decimal {@code written} (with {@code decimals} digits) is {@code exact} rounded to
   * at least {@code required} places, or to as many significant digits.
   */
  static boolean isRounding(Rational written, int decimals, Rational exact, int required) {
    int significant = significant(written, decimals);
    boolean precise =
        (decimals >= required && significant >= MIN_SIGNIFICANT) || significant > required;
    return precise && off(written, exact, decimals).compareTo(halfUnit()) <= 0;
  }

  /**
   * Whether {@code value} lies within the written precision of a decimal gold: half a unit of its
   * last digit, or one unit for an exact value that the gold cut off. Golds of fewer than three
   * digits, or of one decimal, are exact.
   */
  static boolean isWithinGold(Rational gold, int decimals, Rational value, int valueDecimals) {
    if (decimals < 2 || significant(gold, decimals) < 3) {
      return false;
    }
    if (valueDecimals >= 0 && valueDecimals <= decimals) {
      return false;
    }
    Rational off = off(gold, value, decimals);
    return (valueDecimals < 0 && significant(gold, decimals) >= MIN_SIGNIFICANT)
        ? off.compareTo(Rational.ONE) < 0
        : off.compareTo(halfUnit()) <= 0;
  }

  private static Rational halfUnit() {
    return Rational.of(BigInteger.ONE, BigInteger.TWO);
  }

  /** The distance in units of the last written digit. */
  private static Rational off(Rational a, Rational b, int decimals) {
    return a.minus(b).abs().times(Rational.of(BigInteger.TEN.pow(decimals)));
  }

  private static int significant(Rational written, int decimals) {
    Rational scaled = written.abs().times(Rational.of(BigInteger.TEN.pow(Math.max(decimals, 0))));
    return scaled.signum() == 0 ? 0 : scaled.num().divide(scaled.den()).toString().length();
  }
}
