package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.units.Units;

/**
 * A scalar taken apart.
 *
 * @param value the bare value
 * @param unit the unit as written, or null
 * @param percent whether a percent sign stood behind it
 */
record Measure(Expr value, String unit, boolean percent) {
  static Measure of(Expr e) {
    return switch (e) {
      case Expr.Quantity q -> {
        Measure inner = of(q.value());
        yield new Measure(inner.value, q.unit(), inner.percent);
      }
      case Expr.Percent p -> new Measure(of(p.value()).value, null, true);
      case Expr.Neg n -> {
        Measure inner = of(n.arg());
        yield inner.unit == null && !inner.percent
            ? new Measure(e, null, false)
            : new Measure(new Expr.Neg(inner.value), inner.unit, inner.percent);
      }
      default -> new Measure(e, null, false);
    };
  }

  Units.Unit known() {
    return unit == null ? null : Units.find(unit);
  }

  boolean isAngle() {
    return "°".equals(unit);
  }
}
