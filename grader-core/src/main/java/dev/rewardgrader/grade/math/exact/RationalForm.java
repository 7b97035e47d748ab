package dev.rewardgrader.grade.math.exact;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.expr.Rational;
import dev.rewardgrader.grade.math.limits.Budget;
import dev.rewardgrader.grade.math.numeric.BaseNumerals;
import dev.rewardgrader.grade.math.numeric.NumericEval;
import dev.rewardgrader.grade.math.numeric.Unknown;
import java.math.BigInteger;
import java.util.List;

/**
 * The normal form of a rational function: a quotient of two expanded polynomials over the rationals
 * in the variables, the constants, the roots of different primes and of -1, and in parts that are
 * no further understood. Equality of forms proves what the residue test only gives evidence for.
 */
public final class RationalForm {
  private static final int MAX_POWER = 64;

  private final Generators generators = new Generators();
  private final Budget budget;

  private RationalForm(Budget budget) {
    this.budget = budget;
  }

  private record Fraction(Polynomial num, Polynomial den) {}

  /**
   * Whether {@code a} and {@code b} are proved to be the same function where both are defined.
   * False says nothing: the forms differ, or were too large to expand.
   */
  public static boolean provesEqual(Expr a, Expr b, Budget budget) {
    RationalForm form = new RationalForm(budget);
    try {
      Fraction x = form.of(a);
      Fraction y = form.of(b);
      return form.times(x.num, y.den).equals(form.times(y.num, x.den));
    } catch (Generators.TooLarge | Unknown outOfReach) {
      return false;
    }
  }

  private Fraction of(Expr e) {
    generators.spend(1);
    return switch (e) {
      case Expr.Num n -> constant(n.value());
      case Expr.BaseNumeral b -> constant(BaseNumerals.value(b));
      case Expr.Word w -> word(w);
      case Expr.Const c when c.kind() == Expr.Constant.I -> whole(generators.root(-1));
      case Expr.Neg n -> {
        Fraction x = of(n.arg());
        yield new Fraction(x.num.negate(), x.den);
      }
      case Expr.Sum s -> sum(s.terms());
      case Expr.Product p -> {
        Fraction all = whole(Polynomial.ONE);
        for (Expr x : p.factors()) {
          all = times(all, of(x));
        }
        yield all;
      }
      case Expr.Quotient q -> times(of(q.num()), inverse(of(q.den())));
      case Expr.Percent p ->
          times(of(p.value()), constant(Rational.of(BigInteger.ONE, BigInteger.valueOf(100))));
      case Expr.Quantity q -> of(q.value());
      case Expr.Power p -> power(p);
      case Expr.Call c -> call(c);
      default -> whole(generators.of(e));
    };
  }

  private static Fraction whole(Polynomial p) {
    return new Fraction(p, Polynomial.ONE);
  }

  private static Fraction constant(Rational value) {
    return whole(Polynomial.constant(value));
  }

  private Polynomial times(Polynomial a, Polynomial b) {
    return a == Polynomial.ONE ? b : b == Polynomial.ONE ? a : a.times(b, generators);
  }

  private Fraction times(Fraction a, Fraction b) {
    return new Fraction(times(a.num, b.num), times(a.den, b.den));
  }

  private static Fraction inverse(Fraction a) {
    if (a.num.isZero()) {
      throw new Generators.TooLarge();
    }
    return new Fraction(a.den, a.num);
  }

  private Fraction sum(List<Expr> terms) {
    Fraction all = whole(Polynomial.ZERO);
    for (Expr term : terms) {
      Fraction x = of(term);
      all =
          x.den.equals(all.den)
              ? new Fraction(all.num.plus(x.num), all.den)
              : new Fraction(
                  times(all.num, x.den).plus(times(x.num, all.den)), times(all.den, x.den));
    }
    return all;
  }

  private Fraction word(Expr.Word w) {
    Fraction all = whole(Polynomial.ONE);
    for (int i = 0; i < w.letters().length(); i++) {
      all = times(all, of(NumericEval.letter(w.letters().charAt(i))));
    }
    return all;
  }

  private Fraction power(Expr.Power p) {
    Rational exponent = Rationals.eval(p.exponent(), budget);
    if (exponent == null) {
      return whole(generators.of(p));
    }
    Fraction base;
    if (exponent.isInteger()) {
      base = of(p.base());
    } else {
      Rational radicand = Rationals.eval(p.base(), budget);
      if (!exponent.den().equals(BigInteger.TWO) || radicand == null || radicand.signum() <= 0) {
        return whole(generators.of(p));
      }
      base = root(radicand);
    }
    if (exponent.num().abs().bitLength() > 7 || exponent.num().abs().intValue() > MAX_POWER) {
      throw new Generators.TooLarge();
    }
    int n = exponent.num().intValue();
    Fraction factor = n < 0 ? inverse(base) : base;
    Fraction all = whole(Polynomial.ONE);
    for (int i = 0; i < Math.abs(n); i++) {
      all = times(all, factor);
    }
    return all;
  }

  private Fraction call(Expr.Call c) {
    boolean square =
        c.fn() == Fn.SQRT
            || (c.fn() == Fn.ROOT
                && c.args().get(1) instanceof Expr.Num n
                && n.value().equals(Rational.of(2)));
    if (square) {
      Rational radicand = Rationals.eval(c.args().get(0), budget);
      return radicand == null ? whole(generators.of(c)) : root(radicand);
    }
    Rational value = Rationals.eval(c, budget);
    return value == null ? whole(generators.of(c)) : constant(value);
  }

  private Fraction root(Rational q) {
    if (q.signum() == 0) {
      return whole(Polynomial.ZERO);
    }
    Fraction positive = times(root(q.num().abs()), inverse(root(q.den())));
    return q.signum() < 0 ? times(positive, whole(generators.root(-1))) : positive;
  }

  private Fraction root(BigInteger n) {
    SquareRoot root = SquareRoot.of(n, budget);
    if (root == null) {
      throw new Generators.TooLarge();
    }
    Polynomial all = Polynomial.constant(Rational.of(root.outside()));
    for (long prime : root.primes()) {
      all = times(all, generators.root(prime));
    }
    return whole(all);
  }
}
