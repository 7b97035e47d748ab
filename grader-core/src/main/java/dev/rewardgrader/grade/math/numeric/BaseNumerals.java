package dev.rewardgrader.grade.math.numeric;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Rational;
import java.math.BigInteger;

/** Numerals in another base. */
public final class BaseNumerals {
  private BaseNumerals() {}

  /** The value of a numeral. Throws {@link Unknown} when a digit does not exist in its base. */
  public static Rational value(Expr.BaseNumeral numeral) {
    String digits = numeral.digits();
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) - '0' >= numeral.base()) {
        throw Unknown.undefined();
      }
    }
    return Rational.of(new BigInteger(digits, numeral.base()));
  }
}
