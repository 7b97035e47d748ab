package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.numeric.Substitution;
import java.util.ArrayList;
import java.util.List;

/** Expands plus-minus signs and flattens listings and sets into their values. */
final class Alternatives {
  private static final int MAX = 256;

  private Alternatives() {}

  /** Whether the expression denotes several values. */
  static boolean isSeveral(Expr e) {
    return e instanceof Expr.Listing
        || e instanceof Expr.SetOf
        || e instanceof Expr.PlusMinus
        || (e instanceof Expr.Chain && Trees.hasPlusMinus(e))
        || (Trees.isScalar(withoutSigns(e)) && Trees.hasPlusMinus(e))
        || (e instanceof Expr.Group && Trees.hasPlusMinus(e));
  }

  private static Expr withoutSigns(Expr e) {
    return e instanceof Expr.PlusMinus p ? p.right() : e;
  }

  /**
   * The values, plus-minus signs expanded. A listing of listings keeps its inner listings as
   * tuples.
   */
  static List<Expr> values(Expr e) {
    List<Expr> out = new ArrayList<>();
    collect(e, out);
    return out;
  }

  private static void collect(Expr e, List<Expr> out) {
    if (out.size() > MAX) {
      return;
    }
    switch (e) {
      case Expr.Listing l -> {
        for (Expr item : l.items()) {
          if (item instanceof Expr.Listing inner) {
            out.add(
                new Expr.Group('(', ')', inner.items().stream().map(Assignments::value).toList()));
          } else {
            collect(item, out);
          }
        }
      }
      case Expr.SetOf s -> s.items().forEach(item -> collect(item, out));
      default -> out.addAll(Trees.hasPlusMinus(e) ? signs(e) : List.of(e));
    }
  }

  /**
   * Both readings of the signs. In a tuple the signs are free; in one expression they go together.
   */
  private static List<Expr> signs(Expr e) {
    if (e instanceof Expr.Group g) {
      List<List<Expr>> tuples = new ArrayList<>(List.of(List.of()));
      for (Expr item : g.items()) {
        List<Expr> readings = Trees.hasPlusMinus(item) ? signs(item) : List.of(item);
        List<List<Expr>> longer = new ArrayList<>();
        for (List<Expr> tuple : tuples) {
          for (Expr reading : readings) {
            List<Expr> next = new ArrayList<>(tuple);
            next.add(reading);
            longer.add(next);
          }
        }
        tuples = longer;
        if (tuples.size() > MAX) {
          break;
        }
      }
      return tuples.stream().<Expr>map(t -> new Expr.Group(g.open(), g.close(), t)).toList();
    }
    return List.of(choose(e, false), choose(e, true));
  }

  private static Expr choose(Expr e, boolean minus) {
    if (e instanceof Expr.PlusMinus p) {
      Expr left = choose(p.left(), minus);
      Expr right = choose(p.right(), minus);
      boolean zero = left instanceof Expr.Num n && n.value().signum() == 0;
      Expr signed = minus == p.minusFirst() ? right : new Expr.Neg(right);
      return zero ? signed : new Expr.Sum(List.of(left, signed));
    }
    Expr result = e;
    for (Expr part : Trees.parts(e)) {
      if (Trees.hasPlusMinus(part)) {
        result = Substitution.replace(result, part, choose(part, minus));
      }
    }
    return result;
  }
}
