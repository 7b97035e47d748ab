package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Rel;
import java.util.List;
import java.util.function.BiFunction;

/** Compares sets of reals, however they are written: intervals, inequalities, names. */
final class SetComparison {
  private final Rules rules;
  private final Scalars scalars;
  private final RealSets sets;
  private final Componentwise components;
  private final BiFunction<Expr, Expr, Outcome> same;

  SetComparison(
      Rules rules,
      Scalars scalars,
      RealSets sets,
      Componentwise components,
      BiFunction<Expr, Expr, Outcome> same) {
    this.rules = rules;
    this.scalars = scalars;
    this.sets = sets;
    this.components = components;
    this.same = same;
  }

  static boolean isSetLike(Expr e) {
    return switch (e) {
      case Expr.SetOp s -> true;
      case Expr.SetBuilder s -> true;
      case Expr.NamedSet s -> true;
      case Expr.Group g -> g.items().size() == 2;
      case Expr.Chain c ->
          c.rels().stream().anyMatch(r -> r.isOrder() || r == Rel.IN || r == Rel.NE);
      case Expr.Listing l ->
          l.items().stream()
              .anyMatch(
                  i ->
                      i instanceof Expr.Chain c
                          && c.rels().stream()
                              .anyMatch(r -> r.isOrder() || r == Rel.IN || r == Rel.NE));
      default -> false;
    };
  }

  /** Both sides as sets of reals; null when one of them is none. */
  Outcome compare(Expr gold, Expr answer) {
    Expr ge = named(gold);
    Expr ae = named(answer);
    if (isPair(ge) && isPair(ae)) {
      return components.groups((Expr.Group) ge, (Expr.Group) ae);
    }
    if ((isPair(ge) && !isSetLike(ae)) || (isPair(ae) && !isSetLike(ge))) {
      return null;
    }
    RealSet g = sets.of(ge);
    RealSet a = sets.of(ae);
    if (g == null || a == null) {
      return (g == null) != (a == null)
              && !(ge instanceof Expr.Chain)
              && !(ae instanceof Expr.Chain)
              && !(ge instanceof Expr.Listing)
              && !(ae instanceof Expr.Listing)
          ? structural(ge, ae)
          : null;
    }
    if (g.of() != null
        && a.of() != null
        && rules.strictNames()
        && !same.apply(g.of(), a.of()).isEqual()) {
      return null;
    }
    return pieces(g.pieces(), a.pieces());
  }

  /** {@code D = (0, 1)} names a set. */
  private static Expr named(Expr e) {
    return e instanceof Expr.Chain c && c.rels().get(0) == Rel.EQ ? Assignments.value(e) : e;
  }

  private Outcome structural(Expr gold, Expr answer) {
    if (gold instanceof Expr.SetOp g && answer instanceof Expr.SetOp a && g.op() == a.op()) {
      return Matching.match(
          g.items().size(),
          a.items().size(),
          (i, j) -> same.apply(g.items().get(i), a.items().get(j)));
    }
    return null;
  }

  private static boolean isPair(Expr e) {
    return e instanceof Expr.Group g && g.items().size() == 2;
  }

  private Outcome pieces(List<RealSet.Piece> g, List<RealSet.Piece> a) {
    if (g.size() != a.size()) {
      return Outcome.different("shape");
    }
    Outcome all = Outcome.equal("structure", Outcome.PROVED);
    for (int i = 0; i < g.size() && !all.isDifferent(); i++) {
      RealSet.Piece p = g.get(i);
      RealSet.Piece q = a.get(i);
      if (p.lowClosed() != q.lowClosed()
          || p.highClosed() != q.highClosed()
          || (p.low() == null) != (q.low() == null)
          || (p.high() == null) != (q.high() == null)) {
        return Outcome.different("shape");
      }
      all = all.and(p.low() == null ? all : scalars.compare(p.low(), q.low()));
      all = all.and(p.high() == null ? all : scalars.compare(p.high(), q.high()));
    }
    return all;
  }
}
