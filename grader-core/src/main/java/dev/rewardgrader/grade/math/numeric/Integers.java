package dev.rewardgrader.grade.math.numeric;

import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.expr.Rational;
import dev.rewardgrader.grade.math.limits.Budget;
import java.math.BigInteger;
import java.util.List;

/** The functions of integers. */
public final class Integers {
  private static final int MAX_FACTORIAL = 3000;
  private static final int MAX_BINOMIAL = 3000;

  private Integers() {}

  /**
   * The value of {@code fn} at integer arguments. Throws {@link Unknown} where it is none of these
   * or too large.
   */
  public static Rational call(Fn fn, List<BigInteger> args, Budget budget) {
    for (BigInteger a : args) {
      if (a == null) {
        throw Unknown.unsupported();
      }
    }
    BigInteger first = args.get(0);
    return Rational.of(
        switch (fn) {
          case FACTORIAL -> factorial(first, budget);
          case BINOMIAL -> args.size() == 2 ? binomial(first, args.get(1), budget) : unsupported();
          case GCD -> args.stream().reduce(BigInteger.ZERO, BigInteger::gcd);
          case LCM -> args.stream().reduce(BigInteger.ONE, Integers::lcm);
          case MIN -> args.stream().reduce(first, BigInteger::min);
          case MAX -> args.stream().reduce(first, BigInteger::max);
          case FLOOR, CEIL -> first;
          default -> unsupported();
        });
  }

  private static BigInteger unsupported() {
    throw Unknown.unsupported();
  }

  private static BigInteger lcm(BigInteger a, BigInteger b) {
    if (a.signum() == 0 || b.signum() == 0) {
      return BigInteger.ZERO;
    }
    return a.divide(a.gcd(b)).multiply(b).abs();
  }

  private static BigInteger factorial(BigInteger n, Budget budget) {
    if (n.signum() < 0) {
      throw Unknown.undefined();
    }
    if (n.compareTo(BigInteger.valueOf(MAX_FACTORIAL)) > 0) {
      throw Unknown.tooLarge();
    }
    budget.spend(n.intValue());
    return range(1, n.intValue());
  }

  /** The product of from..to, by halves so that the factors stay balanced. */
  private static BigInteger range(int from, int to) {
    if (from > to) {
      return BigInteger.ONE;
    }
    if (to - from < 8) {
      BigInteger acc = BigInteger.valueOf(from);
      for (int i = from + 1; i <= to; i++) {
        acc = acc.multiply(BigInteger.valueOf(i));
      }
      return acc;
    }
    int mid = (from + to) >>> 1;
    return range(from, mid).multiply(range(mid + 1, to));
  }

  private static BigInteger binomial(BigInteger n, BigInteger k, Budget budget) {
    if (k.signum() < 0 || (n.signum() >= 0 && k.compareTo(n) > 0)) {
      return BigInteger.ZERO;
    }
    BigInteger small = n.signum() >= 0 ? k.min(n.subtract(k)) : k;
    if (small.compareTo(BigInteger.valueOf(MAX_BINOMIAL)) > 0 || n.bitLength() > 64) {
      throw Unknown.tooLarge();
    }
    budget.spend(small.intValue() * 4L);
    BigInteger acc = BigInteger.ONE;
    for (int i = 0; i < small.intValue(); i++) {
      acc = acc.multiply(n.subtract(BigInteger.valueOf(i))).divide(BigInteger.valueOf(i + 1));
    }
    return acc;
  }
}
