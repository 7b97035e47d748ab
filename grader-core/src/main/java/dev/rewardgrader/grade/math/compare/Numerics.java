package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Rational;
import dev.rewardgrader.grade.math.limits.Budget;
import dev.rewardgrader.grade.math.numeric.Ball;
import dev.rewardgrader.grade.math.numeric.Complex;
import dev.rewardgrader.grade.math.numeric.NumericEval;
import dev.rewardgrader.grade.math.numeric.Unknown;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The numeric layer: both sides in ball arithmetic at the same points, at rising precision.
 * Disjoint balls prove that the sides differ; balls that overlap are evidence, recorded with its
 * bits.
 */
final class Numerics {
  private static final int[] CONSTANT_PRECISIONS = {96, 320, 1100};
  private static final int[] POINT_PRECISIONS = {96, 256};
  private static final int MIN_BITS = 48;
  private static final int MIN_POINTS = 2;

  /**
   * Numerators over 16: positive, mixed, larger and negative points that no usual expression
   * singles out.
   */
  private static final int[][] POINTS = {
    {11, 23, 37, 19, 29, 41, 13, 7},
    {-13, 21, -35, 27, -9, 45, -31, 17},
    {83, 61, 97, 71, 103, 89, 59, 67},
    {-27, -43, -11, -59, -33, -21, -15, -5}
  };

  private static final int[][] INTEGER_POINTS = {
    {9, 4, 6, 3, 5, 2, 7, 8},
    {3, 7, 5, 8, 4, 6, 2, 9},
    {12, 5, 3, 2, 7, 4, 6, 8},
    {2, 5, 9, 4, 11, 3, 8, 6},
    {7, 7, 7, 7, 7, 7, 7, 7}
  };

  private final Budget budget;

  Numerics(Budget budget) {
    this.budget = budget;
  }

  Outcome compare(Expr a, Expr b) {
    Set<String> names = new TreeSet<>(Trees.variables(a));
    names.addAll(Trees.variables(b));
    if (names.isEmpty()) {
      return at(a, b, x -> null, CONSTANT_PRECISIONS);
    }
    boolean integers = Trees.hasIntegerFunction(a) || Trees.hasIntegerFunction(b);
    Outcome result = null;
    int points = 0;
    for (int[] point : integers ? INTEGER_POINTS : POINTS) {
      Point values = new Point(List.copyOf(names), point, integers ? 1 : 16);
      Outcome here = at(a, b, values::value, POINT_PRECISIONS);
      if (here.isDifferent()) {
        return here;
      }
      if (here.isEqual()) {
        points++;
        result = result == null ? here : result.and(here);
      }
    }
    return points >= MIN_POINTS ? result : Outcome.unknown("numeric");
  }

  private Outcome at(
      Expr a, Expr b, java.util.function.Function<Expr, Complex> variables, int[] precisions) {
    Outcome last = Outcome.unknown("numeric");
    for (int prec : precisions) {
      budget.spend(prec);
      try {
        NumericEval eval = new NumericEval(prec, variables, budget);
        Complex x = eval.eval(a);
        Complex y = eval.eval(b);
        Complex d = x.minus(y, prec);
        if (!d.containsZero()) {
          return Outcome.different("numeric");
        }
        long bits = Math.min(agreement(x, d), 100_000);
        if (bits >= MIN_BITS) {
          last = Outcome.equal("numeric", (int) bits);
        }
      } catch (Unknown unknown) {
        if (!unknown.isImprecise()) {
          return last;
        }
      }
    }
    return last;
  }

  /**
   * How many bits of {@code x} the enclosure {@code d} of a difference that may be zero leaves
   * equal.
   */
  private static long agreement(Complex x, Complex d) {
    long size = Math.max(exponent(x.re()), exponent(x.im()));
    long rest = Math.max(exponent(d.re()), exponent(d.im()));
    if (rest == Long.MIN_VALUE) {
      return Integer.MAX_VALUE;
    }
    return size == Long.MIN_VALUE || size < 0 ? -rest : size - rest;
  }

  private static long exponent(Ball b) {
    long mid = b.m().signum() == 0 ? Long.MIN_VALUE : b.m().bitLength() + b.e();
    long radius = b.radiusExponent();
    return Math.max(mid, radius);
  }

  /** A rational within 2^-100 (relative) of a real constant; null when it has none. */
  Rational midpoint(Expr e) {
    for (int prec : new int[] {128, 320}) {
      try {
        Complex c = new NumericEval(prec, v -> null, budget).eval(e);
        if (!c.im().containsZero()) {
          return null;
        }
        Ball b = c.re();
        if (b.certainBits() >= 64 && Math.abs(b.e()) < 4096) {
          int shift = (int) b.e();
          return shift >= 0
              ? Rational.of(b.m().shiftLeft(shift))
              : Rational.of(b.m(), BigInteger.ONE.shiftLeft(-shift));
        }
      } catch (Unknown unknown) {
        if (!unknown.isImprecise()) {
          return null;
        }
      }
    }
    return null;
  }

  /**
   * The values of the variables at one point; unknown functions get one value for each argument
   * list.
   */
  private static final class Point {
    private final List<String> names;
    private final int[] numerators;
    private final int denominator;
    private final Map<Expr, Complex> applied = new HashMap<>();

    Point(List<String> names, int[] numerators, int denominator) {
      this.names = names;
      this.numerators = numerators;
      this.denominator = denominator;
    }

    Complex value(Expr e) {
      if (e instanceof Expr.Sym s) {
        int i = names.indexOf(s.name());
        return i < 0 ? null : rational(i);
      }
      return applied.computeIfAbsent(e, x -> rational(names.size() + applied.size()));
    }

    private Complex rational(int i) {
      int numerator = numerators[i % numerators.length] + 2 * denominator * (i / numerators.length);
      return Complex.of(
          Rational.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator)), 64);
    }
  }
}
