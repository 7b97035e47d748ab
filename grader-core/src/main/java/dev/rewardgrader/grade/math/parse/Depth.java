package dev.rewardgrader.grade.math.parse;

import dev.rewardgrader.grade.math.expr.Expr;
import java.util.List;

/** How deep a tree is. */
final class Depth {
  private Depth() {}

  /** Whether a tree has more than so many levels; never looks deeper than that. */
  static boolean exceeds(Expr e, int levels) {
    if (e == null) {
      return false;
    }
    if (levels == 0) {
      return true;
    }
    int below = levels - 1;
    return switch (e) {
      case Expr.Sum s -> any(s.terms(), below);
      case Expr.Product p -> any(p.factors(), below);
      case Expr.Quotient q -> exceeds(q.num(), below) || exceeds(q.den(), below);
      case Expr.Neg n -> exceeds(n.arg(), below);
      case Expr.Power p -> exceeds(p.base(), below) || exceeds(p.exponent(), below);
      case Expr.PlusMinus p -> exceeds(p.left(), below) || exceeds(p.right(), below);
      case Expr.Call c -> any(c.args(), below);
      case Expr.Apply a -> any(a.args(), below);
      case Expr.BigOp b ->
          exceeds(b.variable(), below)
              || exceeds(b.from(), below)
              || exceeds(b.to(), below)
              || exceeds(b.body(), below);
      case Expr.Group g -> any(g.items(), below);
      case Expr.SetOf s -> any(s.items(), below);
      case Expr.SetBuilder s -> exceeds(s.element(), below) || exceeds(s.condition(), below);
      case Expr.SetOp s -> any(s.items(), below);
      case Expr.Listing l -> any(l.items(), below);
      case Expr.Matrix m -> anyRow(m.rows(), below);
      case Expr.Chain c -> any(c.sides(), below);
      case Expr.Quantity q -> exceeds(q.value(), below);
      case Expr.Percent p -> exceeds(p.value(), below);
      case Expr.Ratio r -> any(r.parts(), below);
      case Expr.Qualified q -> exceeds(q.value(), below);
      case Expr.Num _,
          Expr.LongNumeral _,
          Expr.Sym _,
          Expr.Word _,
          Expr.Const _,
          Expr.NamedSet _,
          Expr.Text _,
          Expr.BaseNumeral _ ->
          false;
    };
  }

  private static boolean any(List<Expr> parts, int levels) {
    for (Expr part : parts) {
      if (exceeds(part, levels)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyRow(List<List<Expr>> rows, int levels) {
    for (List<Expr> row : rows) {
      if (any(row, levels)) {
        return true;
      }
    }
    return false;
  }
}
