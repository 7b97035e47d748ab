package dev.rewardgrader.grade.math.numeric;

import dev.rewardgrader.grade.math.expr.Expr;
import java.util.List;

/** Replaces one sub-expression by another everywhere in a tree. */
public final class Substitution {
  private Substitution() {}

  /** {@code e} with every occurrence of {@code what} replaced. */
  public static Expr replace(Expr e, Expr what, Expr with) {
    if (e == null) {
      return null;
    }
    if (e.equals(what)) {
      return with;
    }
    return switch (e) {
      case Expr.Sum s -> new Expr.Sum(all(s.terms(), what, with));
      case Expr.Product p -> new Expr.Product(all(p.factors(), what, with));
      case Expr.Quotient q ->
          new Expr.Quotient(replace(q.num(), what, with), replace(q.den(), what, with));
      case Expr.Neg n -> new Expr.Neg(replace(n.arg(), what, with));
      case Expr.Power p ->
          new Expr.Power(replace(p.base(), what, with), replace(p.exponent(), what, with));
      case Expr.PlusMinus p ->
          new Expr.PlusMinus(
              replace(p.left(), what, with), replace(p.right(), what, with), p.minusFirst());
      case Expr.Call c -> new Expr.Call(c.fn(), all(c.args(), what, with));
      case Expr.Apply a -> new Expr.Apply(a.name(), all(a.args(), what, with));
      case Expr.BigOp b ->
          new Expr.BigOp(
              b.op(),
              b.variable(),
              replace(b.from(), what, with),
              replace(b.to(), what, with),
              replace(b.body(), what, with));
      case Expr.Word w -> word(w, what, with);
      case Expr.Group g -> new Expr.Group(g.open(), g.close(), all(g.items(), what, with));
      case Expr.SetOf s -> new Expr.SetOf(all(s.items(), what, with));
      case Expr.SetOp s -> new Expr.SetOp(s.op(), all(s.items(), what, with));
      case Expr.Listing l -> new Expr.Listing(l.joiner(), all(l.items(), what, with));
      case Expr.Chain c -> new Expr.Chain(all(c.sides(), what, with), c.rels());
      case Expr.Quantity q -> new Expr.Quantity(replace(q.value(), what, with), q.unit());
      case Expr.Percent p -> new Expr.Percent(replace(p.value(), what, with));
      default -> e;
    };
  }

  private static Expr word(Expr.Word w, Expr what, Expr with) {
    if (!(what instanceof Expr.Sym s)
        || s.name().length() != 1
        || w.letters().indexOf(s.name().charAt(0)) < 0) {
      return w;
    }
    return new Expr.Product(
        w.letters()
            .chars()
            .mapToObj(c -> replace(NumericEval.letter((char) c), what, with))
            .toList());
  }

  private static List<Expr> all(List<Expr> items, Expr what, Expr with) {
    return items.stream().map(i -> replace(i, what, with)).toList();
  }
}
