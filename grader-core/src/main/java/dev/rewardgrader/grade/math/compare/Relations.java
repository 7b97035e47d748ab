package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.exact.Identity;
import dev.rewardgrader.grade.math.exact.Rationals;
import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Rational;
import dev.rewardgrader.grade.math.expr.Rel;
import dev.rewardgrader.grade.math.limits.Budget;
import dev.rewardgrader.grade.math.numeric.Substitution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Compares equations and inequalities: side by side, flipped, moved to one side and scaled. */
final class Relations {
  private final Budget budget;
  private final Scalars scalars;

  Relations(Budget budget, Scalars scalars) {
    this.budget = budget;
    this.scalars = scalars;
  }

  /** Compares two chains; {@code same} compares two sides. */
  Outcome compare(Expr.Chain gold, Expr.Chain answer, BiFunction<Expr, Expr, Outcome> same) {
    Outcome direct = sides(gold, answer, same);
    if (!direct.isEqual()) {
      Outcome flipped = sides(gold, flip(answer), same);
      direct = flipped.isEqual() ? flipped : direct;
    }
    if (direct.isEqual()) {
      return direct;
    }
    if (gold.sides().size() == 2 && answer.sides().size() == 2) {
      return scaled(gold, answer);
    }
    return direct.truth() == Outcome.Truth.UNKNOWN ? direct : Outcome.different("relation");
  }

  private static Outcome sides(
      Expr.Chain gold, Expr.Chain answer, BiFunction<Expr, Expr, Outcome> same) {
    if (!gold.rels().equals(answer.rels())) {
      return Outcome.different("relation");
    }
    Outcome all = Outcome.equal("structure", Outcome.PROVED);
    for (int i = 0; i < gold.sides().size() && !all.isDifferent(); i++) {
      all = all.and(same.apply(gold.sides().get(i), answer.sides().get(i)));
    }
    return all;
  }

  private static Expr.Chain flip(Expr.Chain c) {
    List<Expr> sides = new ArrayList<>(c.sides());
    Collections.reverse(sides);
    List<Rel> rels = new ArrayList<>(c.rels().stream().map(Rel::flipped).toList());
    Collections.reverse(rels);
    return new Expr.Chain(sides, rels);
  }

  /** {@code L - R} of one side is a constant multiple of the other's. */
  private Outcome scaled(Expr.Chain gold, Expr.Chain answer) {
    Rel g = gold.rels().get(0);
    Rel a = answer.rels().get(0);
    Expr dg = difference(gold);
    Expr da = difference(answer);
    if (dg == null || da == null) {
      return Outcome.different("relation");
    }
    if (g == Rel.EQ && a == Rel.EQ) {
      return from(Identity.proportional(dg, da, budget), () -> numericRatio(dg, da, 0));
    }
    if (g.isOrder() && a.isOrder()) {
      boolean strict = (g == Rel.LT || g == Rel.GT) == (a == Rel.LT || a == Rel.GT);
      if (!strict) {
        return Outcome.different("relation");
      }
      int sign = (g == Rel.LT || g == Rel.LE) == (a == Rel.LT || a == Rel.LE) ? 1 : -1;
      return numericRatio(dg, da, sign);
    }
    return Outcome.different("relation");
  }

  private static Outcome from(
      Identity.Result result, java.util.function.Supplier<Outcome> otherwise) {
    return switch (result) {
      case EQUAL -> Outcome.equal("modular", 120);
      case DIFFERENT -> Outcome.different("modular");
      default -> otherwise.get();
    };
  }

  private static Expr difference(Expr.Chain c) {
    Expr l = c.sides().get(0);
    Expr r = c.sides().get(1);
    return Trees.isScalar(l) && Trees.isScalar(r)
        ? new Expr.Sum(List.of(l, new Expr.Neg(r)))
        : null;
  }

  /**
   * Tests {@code a = k b} for one constant k (of the given sign, when it is not 0), k read off at a
   * point.
   */
  private Outcome numericRatio(Expr a, Expr b, int sign) {
    Rational k = null;
    for (long seed : new long[] {3, 5, 11}) {
      Rational x = at(a, seed);
      Rational y = at(b, seed);
      if (x != null && y != null && y.signum() != 0 && x.signum() != 0) {
        k = x.over(y);
        break;
      }
    }
    if (k == null) {
      for (int one : sign == 0 ? new int[] {1, -1} : new int[] {sign}) {
        Outcome direct = scalars.compare(a, one > 0 ? b : new Expr.Neg(b));
        if (direct.isEqual()) {
          return direct;
        }
      }
      return Outcome.unknown("relation");
    }
    if (sign != 0 && k.signum() != sign) {
      return Outcome.different("relation");
    }
    return scalars.compare(a, new Expr.Product(List.of(new Expr.Num(k, -1), b)));
  }

  private Rational at(Expr e, long seed) {
    Expr value = e;
    long next = seed;
    for (String name : Trees.variables(e)) {
      value = Substitution.replace(value, new Expr.Sym(name), new Expr.Num(Rational.of(next), -1));
      next = next * 7 % 31 + 2;
    }
    return Rationals.eval(value, budget);
  }

  /**
   * An equation against an expression: the equation solved for the one variable that the expression
   * lacks. It must be linear in that variable, and the expression must satisfy it.
   */
  Outcome solved(Expr.Chain equation, Expr expression) {
    Expr d =
        equation.sides().size() == 2 && equation.rels().get(0) == Rel.EQ
            ? difference(equation)
            : null;
    if (d == null || !Trees.isScalar(expression)) {
      return Outcome.different("shape");
    }
    Set<String> missing = Trees.variables(d);
    Set<String> present = Trees.variables(expression);
    if (present.isEmpty() || !missing.containsAll(present)) {
      return Outcome.different("shape");
    }
    missing.removeAll(present);
    if (missing.size() != 1) {
      return Outcome.different("shape");
    }
    Expr variable = new Expr.Sym(missing.iterator().next());
    Expr at0 = Substitution.replace(d, variable, number(0));
    Expr at1 = Substitution.replace(d, variable, number(1));
    Expr at2 = Substitution.replace(d, variable, number(2));
    // Linear: d(2) - 2 d(1) + d(0) = 0.
    Expr second = new Expr.Sum(List.of(at2, new Expr.Product(List.of(number(-2), at1)), at0));
    if (!scalars.compare(number(0), second).isEqual()) {
      return Outcome.different("shape");
    }
    return scalars.compare(number(0), Substitution.replace(d, variable, expression));
  }

  private static Expr number(long n) {
    return new Expr.Num(Rational.of(n), -1);
  }
}
