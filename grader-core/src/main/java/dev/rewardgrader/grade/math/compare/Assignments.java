package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Rel;
import dev.rewardgrader.grade.math.numeric.Substitution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reading {@code x = 3}, {@code f(x) = x + 1}, {@code x ∈ S} as a name for a value. */
final class Assignments {
  private Assignments() {}

  /** The value behind a name or an approximation; the expression itself when it names nothing. */
  static Expr value(Expr e) {
    if (!(e instanceof Expr.Chain chain)) {
      return e;
    }
    List<Expr> sides = chain.sides();
    List<Rel> rels = chain.rels();
    int last = sides.size() - 1;
    // What follows an approximation sign restates the answer: the exact side is the answer.
    int approx = rels.indexOf(Rel.APPROX);
    if (approx > 0 || (approx == 0 && !isName(sides.get(0)))) {
      last = approx;
    }
    if (last == 0) {
      return sides.get(0);
    }
    for (int i = 0; i < last; i++) {
      Rel r = rels.get(i);
      if (r != Rel.EQ && !(r == Rel.APPROX && i == 0) && !(r == Rel.IN && i == 0 && last == 1)) {
        return e;
      }
    }
    boolean computed =
        Trees.isScalar(sides.get(0))
            && Trees.isConstant(sides.get(0))
            && Trees.isConstant(sides.get(last));
    return isName(sides.get(0)) || computed || last > 1 ? sides.get(last) : e;
  }

  /** Whether the chain is {@code name = value}. */
  static boolean isNamed(Expr e) {
    return e instanceof Expr.Chain chain
        && chain.rels().get(0) == Rel.EQ
        && isName(chain.sides().get(0))
        && !value(e).equals(e);
  }

  static Expr name(Expr e) {
    return ((Expr.Chain) e).sides().get(0);
  }

  /** What follows an approximation sign, or null. */
  static Expr approximation(Expr e) {
    if (e instanceof Expr.Chain chain) {
      int approx = chain.rels().indexOf(Rel.APPROX);
      if (approx > 0 || (approx == 0 && !isName(chain.sides().get(0)))) {
        return chain.sides().get(approx + 1);
      }
    }
    return null;
  }

  /**
   * Whether {@code e} is a name: a variable, a function of variables, a labelled length, angle or
   * ratio.
   */
  static boolean isName(Expr e) {
    return switch (e) {
      case Expr.Sym s -> true;
      case Expr.Word w -> isLabel(w.letters());
      case Expr.Text t -> true;
      case Expr.Apply a -> true;
      case Expr.Const c -> c.kind() == Expr.Constant.E || c.kind() == Expr.Constant.I;
      case Expr.Call c ->
          c.fn() == dev.rewardgrader.grade.math.expr.Fn.ABS && isName(c.args().get(0));
      case Expr.Ratio r -> r.parts().stream().allMatch(Assignments::isName);
      case Expr.Group g -> g.items().stream().allMatch(Assignments::isName);
      case Expr.Product p ->
          p.factors().size() > 1
              && (p.factors().stream().allMatch(Assignments::isPoint) || isDerivative(p));
      case Expr.Quotient q -> isDifferential(q.num()) && isDifferential(q.den());
      case Expr.Quantity q -> isName(q.value());
      default -> false;
    };
  }

  /** {@code \angle ABC}, {@code m\angle A}, {@code S_n}: a product that only labels. */
  private static boolean isPoint(Expr e) {
    return switch (e) {
      case Expr.Sym s ->
          Character.isUpperCase(s.name().charAt(0))
              || s.name().equals("angle")
              || s.name().equals("triangle")
              || s.name().equals("m");
      case Expr.Word w -> w.letters().equals(w.letters().toUpperCase(Locale.ROOT));
      default -> false;
    };
  }

  /** {@code f'(x)}, which is read as a product. */
  private static boolean isDerivative(Expr.Product p) {
    return p.factors().size() == 2
        && p.factors().get(0) instanceof Expr.Apply a
        && a.name().equals("'")
        && p.factors().get(1) instanceof Expr.Sym;
  }

  /** {@code dy}, of {@code dy/dx}. */
  private static boolean isDifferential(Expr e) {
    return e instanceof Expr.Word w && w.letters().length() == 2 && w.letters().charAt(0) == 'd';
  }

  private static boolean isLabel(String letters) {
    return letters.length() == 1
        || letters.length() > 3
        || letters.equals(letters.toUpperCase(Locale.ROOT));
  }

  /** Whether a name is words that describe the value ("Area", "total") rather than a variable. */
  static boolean isDescription(Expr name) {
    return name instanceof Expr.Text || (name instanceof Expr.Word w && w.letters().length() > 3);
  }

  /** {@code (a, b) = (1, 2)} as {@code a = 1, b = 2}; any other expression unchanged. */
  static Expr spread(Expr e) {
    if (e instanceof Expr.Chain c
        && c.sides().size() == 2
        && c.rels().get(0) == Rel.EQ
        && c.sides().get(0) instanceof Expr.Group names
        && c.sides().get(1) instanceof Expr.Group values
        && names.items().size() == values.items().size()
        && isName(names)) {
      List<Expr> items = new ArrayList<>();
      for (int i = 0; i < names.items().size(); i++) {
        items.add(
            new Expr.Chain(List.of(names.items().get(i), values.items().get(i)), List.of(Rel.EQ)));
      }
      return new Expr.Listing(Expr.Joiner.COMMA, items);
    }
    return e;
  }

  static boolean isSpreadable(Expr e) {
    return spread(e) instanceof Expr.Listing && e instanceof Expr.Chain;
  }

  /** {@code f(n) = n} written with the argument names of {@code pattern} ({@code f(x) = x}). */
  static Expr renamed(Expr definition, Expr pattern) {
    if (definition instanceof Expr.Chain d
        && pattern instanceof Expr.Chain p
        && d.sides().get(0) instanceof Expr.Apply from
        && p.sides().get(0) instanceof Expr.Apply to
        && from.name().equals(to.name())
        && from.args().size() == to.args().size()) {
      Expr result = definition;
      for (int i = 0; i < from.args().size(); i++) {
        if (from.args().get(i) instanceof Expr.Sym && to.args().get(i) instanceof Expr.Sym) {
          result = Substitution.replace(result, from.args().get(i), to.args().get(i));
        }
      }
      return result;
    }
    return definition;
  }
}
