package dev.rewardgrader.grade.math.exact;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.expr.Rational;
import dev.rewardgrader.grade.math.limits.Budget;
import dev.rewardgrader.grade.math.numeric.BaseNumerals;
import dev.rewardgrader.grade.math.numeric.NumericEval;
import dev.rewardgrader.grade.math.numeric.Unknown;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Evaluates expressions in a prime field at one random point. Variables, and the transcendental
 * constants, get random residues; square roots of integers split into roots of primes, one fixed
 * root each, so that sqrt(2) sqrt(3) = sqrt(6) holds; a part that cannot be computed with becomes
 * an unknown of its own.
 */
final class ModularEval {
  private static final int MAX_FACTORIAL = 200_000;
  private static final int MAX_EXPONENT_BITS = 20;

  private final PrimeField f;
  private final Budget budget;
  private final Map<Expr, Long> unknowns = new HashMap<>();
  private long state;

  /** Set when a part was replaced by an unknown: then unequal residues prove nothing. */
  private boolean opaque;

  /** Set when an exponent was so large that equal residues could be crafted. */
  private boolean craftable;

  ModularEval(PrimeField f, long seed, Budget budget) {
    this.f = f;
    this.state = seed;
    this.budget = budget;
  }

  boolean opaque() {
    return opaque;
  }

  boolean craftable() {
    return craftable;
  }

  long eval(Expr e) {
    budget.spend(1);
    return switch (e) {
      case Expr.Num n -> rational(n.value());
      case Expr.BaseNumeral b -> base(b);
      case Expr.Sym s -> unknown(s);
      case Expr.Apply a -> opaque(a);
      case Expr.Word w -> word(w);
      case Expr.Const c -> constant(c);
      case Expr.Neg n -> f.neg(eval(n.arg()));
      case Expr.Sum s -> {
        long acc = 0;
        for (Expr t : s.terms()) {
          acc = f.add(acc, eval(t));
        }
        yield acc;
      }
      case Expr.Product p -> {
        long acc = f.one;
        for (Expr x : p.factors()) {
          acc = f.mul(acc, eval(x));
        }
        yield acc;
      }
      case Expr.Quotient q -> divide(eval(q.num()), eval(q.den()));
      case Expr.Power p -> power(p);
      case Expr.Call c -> call(c);
      case Expr.Percent p -> divide(eval(p.value()), f.from(100));
      case Expr.Quantity q -> eval(q.value());
      case Expr.BigOp b -> opaque(b);
      default -> throw NotModular.anywhere();
    };
  }

  private long divide(long a, long b) {
    if (b == 0) {
      throw NotModular.anywhere();
    }
    return f.mul(a, f.inv(b));
  }

  private long rational(Rational q) {
    return q.isInteger() ? f.from(q.num()) : divide(f.from(q.num()), f.from(q.den()));
  }

  private long base(Expr.BaseNumeral b) {
    try {
      return rational(BaseNumerals.value(b));
    } catch (Unknown invalid) {
      throw NotModular.anywhere();
    }
  }

  private long word(Expr.Word w) {
    long acc = f.one;
    for (int i = 0; i < w.letters().length(); i++) {
      acc = f.mul(acc, eval(NumericEval.letter(w.letters().charAt(i))));
    }
    return acc;
  }

  private long constant(Expr.Const c) {
    return switch (c.kind()) {
      case I -> f.sqrt(f.neg(f.one));
      case PI, E -> unknown(c);
      default -> throw NotModular.anywhere();
    };
  }

  private long opaque(Expr e) {
    opaque = true;
    return unknown(e);
  }

  private long unknown(Expr e) {
    Long known = unknowns.get(e);
    if (known == null && e instanceof Expr.Const c) {
      // A constant keeps its residue from point to point of one field.
      known =
          f.from(
              c.kind() == Expr.Constant.PI
                  ? 3_141_592_653_589_793_238L % f.p
                  : 271_828_182_845_904_523L);
      unknowns.put(e, known);
    } else if (known == null) {
      // SplitMix64: every unknown of a comparison gets its own residue, the same on both sides.
      state += 0x9E3779B97F4A7C15L;
      long z = state;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      known = f.from((z >>> 2) % f.p);
      unknowns.put(e, known);
    }
    return known;
  }

  private long power(Expr.Power p) {
    Rational exponent = Rationals.eval(p.exponent(), budget);
    if (exponent == null) {
      return opaque(p);
    }
    long base = eval(p.base());
    if (exponent.isInteger()) {
      craftable |= exponent.num().bitLength() > MAX_EXPONENT_BITS;
      if (base == 0 && exponent.signum() <= 0) {
        throw NotModular.anywhere();
      }
      return f.pow(base, exponent.num());
    }
    if (exponent.den().equals(BigInteger.TWO)) {
      Rational radicand = Rationals.eval(p.base(), budget);
      if (radicand != null && radicand.signum() > 0) {
        craftable |= exponent.num().bitLength() > MAX_EXPONENT_BITS;
        return f.pow(root(radicand), exponent.num());
      }
    }
    return opaque(p);
  }

  private long call(Expr.Call c) {
    Expr arg = c.args().get(0);
    boolean square =
        c.fn() == Fn.SQRT
            || (c.fn() == Fn.ROOT
                && c.args().get(1) instanceof Expr.Num n
                && n.value().equals(Rational.of(2)));
    if (square) {
      Rational radicand = Rationals.eval(arg, budget);
      if (radicand == null) {
        return opaque(c);
      }
      long root = root(radicand.abs());
      return radicand.signum() < 0 ? f.mul(root, f.sqrt(f.neg(f.one))) : root;
    }
    Rational value = Rationals.eval(c, budget);
    if (value != null) {
      return rational(value);
    }
    Rational n = c.fn() == Fn.FACTORIAL ? Rationals.eval(arg, budget) : null;
    if (n != null
        && n.isInteger()
        && n.signum() >= 0
        && n.compareTo(Rational.of(MAX_FACTORIAL)) <= 0) {
      return factorial(n.num().longValue());
    }
    return opaque(c);
  }

  private long factorial(long n) {
    budget.spend(n / 4);
    long acc = f.one;
    long k = f.one;
    for (long i = 1; i <= n; i++) {
      acc = f.mul(acc, k);
      k = f.add(k, f.one);
    }
    return acc;
  }

  private long root(Rational q) {
    long num = root(q.num());
    return q.isInteger() ? num : divide(num, root(q.den()));
  }

  /** The square root of a positive integer, through its prime factors. */
  private long root(BigInteger n) {
    if (n.signum() == 0) {
      return 0;
    }
    SquareRoot root = SquareRoot.of(n, budget);
    if (root == null) {
      throw NotModular.anywhere();
    }
    long acc = f.from(root.outside());
    for (long prime : root.primes()) {
      acc = f.mul(acc, primeRoot(prime));
    }
    return acc;
  }

  private long primeRoot(long q) {
    long residue = f.from(q);
    if (!f.isSquare(residue)) {
      throw NotModular.here();
    }
    return f.sqrt(residue);
  }
}
