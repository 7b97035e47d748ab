package dev.rewardgrader.grade.math.exact;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.expr.Rational;
import dev.rewardgrader.grade.math.limits.Budget;
import dev.rewardgrader.grade.math.numeric.BaseNumerals;
import dev.rewardgrader.grade.math.numeric.Integers;
import dev.rewardgrader.grade.math.numeric.Unknown;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Evaluates constant expressions to exact rationals, under a budget of bits. */
public final class Rationals {
  private static final int MAX_BITS = 40_000;

  private Rationals() {}

  /**
   * The exact value of {@code e}; null when it is not rational, not constant, undefined or too
   * large.
   */
  public static Rational eval(Expr e, Budget budget) {
    budget.spend(1);
    Rational value =
        switch (e) {
          case Expr.Num n -> n.value();
          case Expr.BaseNumeral b -> base(b);
          case Expr.Neg n -> {
            Rational x = eval(n.arg(), budget);
            yield x == null ? null : x.negate();
          }
          case Expr.Sum s -> sum(s.terms(), budget);
          case Expr.Product p -> product(p.factors(), budget);
          case Expr.Quotient q -> {
            Rational a = eval(q.num(), budget);
            Rational b = a == null ? null : eval(q.den(), budget);
            yield b == null ? null : a.over(b);
          }
          case Expr.Power p -> power(p, budget);
          case Expr.Percent p -> {
            Rational x = eval(p.value(), budget);
            yield x == null ? null : x.over(Rational.of(100));
          }
          case Expr.Quantity q -> eval(q.value(), budget);
          case Expr.Call c -> call(c, budget);
          default -> null;
        };
    if (value != null) {
      int bits = value.bits();
      budget.spend(bits >> 8);
      return bits > MAX_BITS ? null : value;
    }
    return null;
  }

  private static Rational base(Expr.BaseNumeral b) {
    try {
      return BaseNumerals.value(b);
    } catch (Unknown invalid) {
      return null;
    }
  }

  private static Rational sum(List<Expr> terms, Budget budget) {
    Rational acc = Rational.ZERO;
    for (Expr t : terms) {
      Rational x = eval(t, budget);
      if (x == null || acc.bits() > MAX_BITS) {
        return null;
      }
      acc = acc.plus(x);
    }
    return acc;
  }

  private static Rational product(List<Expr> factors, Budget budget) {
    Rational acc = Rational.ONE;
    for (Expr t : factors) {
      Rational x = eval(t, budget);
      if (x == null || acc.bits() > MAX_BITS) {
        return null;
      }
      acc = acc.times(x);
    }
    return acc;
  }

  private static Rational power(Expr.Power p, Budget budget) {
    Rational exponent = eval(p.exponent(), budget);
    if (exponent == null) {
      return null;
    }
    Rational base = eval(p.base(), budget);
    if (base == null) {
      return null;
    }
    if (!exponent.isInteger()) {
      return exponent.den().bitLength() <= 6 ? root(base, exponent, budget) : null;
    }
    if (base.abs().equals(Rational.ONE)) {
      return base.signum() > 0 || !exponent.num().testBit(0) ? Rational.ONE : base;
    }
    if (exponent.num().bitLength() > 20 || (base.signum() == 0 && exponent.signum() <= 0)) {
      return null;
    }
    int n = exponent.num().intValue();
    if ((long) Math.abs(n) * Math.max(base.bits(), 1) > MAX_BITS) {
      return null;
    }
    return base.pow(n);
  }

  /** {@code base} to a fractional power, where the root is rational. */
  private static Rational root(Rational base, Rational exponent, Budget budget) {
    int degree = exponent.den().intValue();
    if (base.signum() < 0 || exponent.num().bitLength() > 12) {
      return null;
    }
    BigInteger num = exactRoot(base.num(), degree, budget);
    BigInteger den = exactRoot(base.den(), degree, budget);
    return num == null || den == null ? null : Rational.of(num, den).pow(exponent.num().intValue());
  }

  private static BigInteger exactRoot(BigInteger n, int degree, Budget budget) {
    if (n.signum() == 0 || n.equals(BigInteger.ONE)) {
      return n;
    }
    if (degree == 2) {
      BigInteger[] root = n.sqrtAndRemainder();
      return root[1].signum() == 0 ? root[0] : null;
    }
    BigInteger low = BigInteger.ONE;
    BigInteger high = BigInteger.ONE.shiftLeft(n.bitLength() / degree + 1);
    while (low.compareTo(high) < 0) {
      budget.spend(n.bitLength() / 64 + 1);
      BigInteger mid = low.add(high).add(BigInteger.ONE).shiftRight(1);
      if (mid.pow(degree).compareTo(n) <= 0) {
        low = mid;
      } else {
        high = mid.subtract(BigInteger.ONE);
      }
    }
    return low.pow(degree).equals(n) ? low : null;
  }

  private static Rational call(Expr.Call c, Budget budget) {
    List<Rational> args = new ArrayList<>(c.args().size());
    for (Expr a : c.args()) {
      Rational x = eval(a, budget);
      if (x == null) {
        return null;
      }
      args.add(x);
    }
    Rational x = args.get(0);
    switch (c.fn()) {
      case SQRT -> {
        return root(x, Rational.of(BigInteger.ONE, BigInteger.TWO), budget);
      }
      case ROOT -> {
        Rational degree = args.get(1);
        boolean usable = degree.isInteger() && degree.signum() > 0 && degree.num().bitLength() <= 6;
        return usable ? root(x, Rational.of(BigInteger.ONE, degree.num()), budget) : null;
      }
      case ABS -> {
        return x.abs();
      }
      case FLOOR, CEIL -> {
        BigInteger[] parts = x.num().divideAndRemainder(x.den());
        int toward = parts[1].signum();
        boolean floor = c.fn() == Fn.FLOOR;
        return Rational.of(
            parts[0].add(
                BigInteger.valueOf(floor && toward < 0 ? -1 : !floor && toward > 0 ? 1 : 0)));
      }
      case FACTORIAL, BINOMIAL, GCD, LCM, MIN, MAX -> {
        if (c.fn() == Fn.MIN || c.fn() == Fn.MAX) {
          return args.stream()
              .reduce(x, (a, b) -> (a.compareTo(b) < 0) == (c.fn() == Fn.MIN) ? a : b);
        }
        if (args.stream().anyMatch(a -> !a.isInteger())) {
          return null;
        }
        try {
          return Integers.call(c.fn(), args.stream().map(Rational::num).toList(), budget);
        } catch (Unknown none) {
          return null;
        }
      }
      default -> {
        return null;
      }
    }
  }
}
