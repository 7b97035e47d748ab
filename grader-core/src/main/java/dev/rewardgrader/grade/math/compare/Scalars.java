package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.exact.Identity;
import dev.rewardgrader.grade.math.exact.RationalForm;
import dev.rewardgrader.grade.math.exact.Rationals;
import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Rational;
import dev.rewardgrader.grade.math.limits.Budget;
import dev.rewardgrader.grade.math.units.Units;
import java.util.List;

/**
 * Compares two algebraic expressions, layer by layer: units, decimals, exact rationals, residues,
 * ball arithmetic.
 */
final class Scalars {
  private final Rules rules;
  private final Budget budget;
  private final Numerics numerics;

  Scalars(Rules rules, Budget budget) {
    this.rules = rules;
    this.budget = budget;
    this.numerics = new Numerics(budget);
  }

  Budget budget() {
    return budget;
  }

  Numerics numerics() {
    return numerics;
  }

  Outcome compare(Expr gold, Expr answer) {
    if (gold.equals(answer)) {
      return Outcome.equal("structure", Outcome.PROVED);
    }
    Measure g = Measure.of(gold);
    Measure a = Measure.of(answer);
    if (g.percent() || a.percent()) {
      return percents(g, a);
    }
    if (g.unit() != null && a.unit() != null && !g.unit().equals(a.unit())) {
      return converted(g, a);
    }
    Outcome plain = values(g.value(), a.value());
    if (!plain.isEqual() && g.isAngle() != a.isAngle()) {
      return angles(g, a, plain);
    }
    return plain;
  }

  private Outcome percents(Measure g, Measure a) {
    if (g.percent() && a.percent()) {
      return values(g.value(), a.value());
    }
    Expr left = g.percent() ? hundredth(g.value()) : g.value();
    Expr right = a.percent() ? hundredth(a.value()) : a.value();
    Outcome exact = values(left, right);
    if (!exact.isEqual() && rules.percentLenient()) {
      return values(g.value(), a.value());
    }
    return exact;
  }

  private static Expr hundredth(Expr e) {
    return new Expr.Percent(e);
  }

  private Outcome converted(Measure g, Measure a) {
    Units.Unit left = g.known();
    Units.Unit right = a.known();
    if (left == null || right == null) {
      return values(g.value(), a.value());
    }
    if (!left.dimension().equals(right.dimension())) {
      boolean counted = isCount(left) || isCount(right);
      return counted ? values(g.value(), a.value()) : Outcome.different("units");
    }
    if (left.factor().equals(right.factor())) {
      return values(g.value(), a.value());
    }
    Rational factor = right.factor().over(left.factor());
    return values(g.value(), new Expr.Product(List.of(a.value(), new Expr.Num(factor, -1))));
  }

  private static boolean isCount(Units.Unit u) {
    return u.dimension().equals("count") || u.dimension().equals("unit");
  }

  /** One side in degrees, the other in radians (recognised by its pi). */
  private Outcome angles(Measure g, Measure a, Outcome otherwise) {
    Measure degrees = g.isAngle() ? g : a;
    Measure radians = g.isAngle() ? a : g;
    if (radians.unit() != null || !Trees.mentionsPi(radians.value())) {
      return otherwise;
    }
    Expr turned =
        new Expr.Quotient(
            new Expr.Product(List.of(degrees.value(), new Expr.Const(Expr.Constant.PI))),
            new Expr.Num(Rational.of(180), -1));
    return values(turned, radians.value());
  }

  private Outcome values(Expr g, Expr a) {
    if (g.equals(a)) {
      return Outcome.equal("structure", Outcome.PROVED);
    }
    int gi = Trees.infinity(g);
    int ai = Trees.infinity(a);
    if (gi != 0 || ai != 0) {
      return gi == ai ? Outcome.equal("structure", Outcome.PROVED) : Outcome.different("shape");
    }
    if (g instanceof Expr.LongNumeral || a instanceof Expr.LongNumeral) {
      return g instanceof Expr.LongNumeral && a instanceof Expr.LongNumeral
          ? Outcome.different("exact")
          : Outcome.unknown("exact");
    }
    if (!Trees.isScalar(g) || !Trees.isScalar(a)) {
      return Outcome.different("shape");
    }
    if (g instanceof Expr.BaseNumeral x
        && a instanceof Expr.BaseNumeral y
        && x.base() != y.base()) {
      return Outcome.different("structure");
    }
    Rational x = Rationals.eval(g, budget);
    Rational y = Rationals.eval(a, budget);
    if (x != null && y != null) {
      return x.equals(y) ? Outcome.equal("exact", Outcome.PROVED) : decimals(g, a, x, y);
    }
    Outcome rounded = roundedConstant(g, a, x, y);
    if (rounded != null) {
      return rounded;
    }
    return switch (Identity.compare(g, a, budget)) {
      case EQUAL ->
          RationalForm.provesEqual(g, a, budget)
              ? Outcome.equal("normal-form", Outcome.PROVED)
              : Outcome.equal("modular", 180);
      case DIFFERENT -> Outcome.different("modular");
      case EQUAL_CRAFTABLE, UNKNOWN -> numerics.compare(g, a);
    };
  }

  /** Two unequal rationals: a decimal may be the other one rounded. */
  private Outcome decimals(Expr g, Expr a, Rational x, Rational y) {
    boolean equal =
        (Trees.decimals(a) >= 0 && Trees.decimals(g) < 0)
            ? Decimals.isRounding(y, Trees.decimals(a), x, rules.decimals())
            : (Trees.decimals(g) >= 0
                && Decimals.isWithinGold(x, Trees.decimals(g), y, Trees.decimals(a)));
    return equal ? Outcome.equal("decimal", 0) : Outcome.different("exact");
  }

  /** A decimal against an irrational constant; null when neither side is a decimal literal. */
  private Outcome roundedConstant(Expr g, Expr a, Rational x, Rational y) {
    int gd = Trees.decimals(g);
    int ad = Trees.decimals(a);
    if ((gd < 0 || x == null) && (ad < 0 || y == null)) {
      return null;
    }
    if (!Trees.isConstant(g) || !Trees.isConstant(a)) {
      return null;
    }
    Rational exact = numerics.midpoint((ad >= 0 && y != null) ? g : a);
    if (exact == null) {
      return null;
    }
    boolean equal =
        (ad >= 0 && y != null)
            ? Decimals.isRounding(y, ad, exact, rules.decimals())
            : Decimals.isWithinGold(x, gd, exact, -1);
    return equal ? Outcome.equal("decimal", 0) : Outcome.different("decimal");
  }
}
