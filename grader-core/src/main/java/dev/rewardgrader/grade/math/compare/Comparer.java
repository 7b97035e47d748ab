package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.limits.Budget;
import dev.rewardgrader.grade.math.numeric.Substitution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Compares a gold with an answer by the type of both: values, collections, tuples, sets of reals,
 * matrices, relations, words. Every layer says what it can prove; none guesses.
 */
public final class Comparer {
  private final Rules rules;
  private final Scalars scalars;
  private final Componentwise components;
  private final SetComparison sets;
  private final Relations relations;

  /** Whether an answer is text of which no word is left: nothing can be equal to it. */
  public static boolean saysNothing(Expr e) {
    return e instanceof Expr.Text text && Texts.normal(text.text()).isEmpty();
  }

  public Comparer(Rules rules, Budget budget) {
    this.rules = rules;
    this.scalars = new Scalars(rules, budget);
    this.components = new Componentwise(scalars, this::compare);
    this.sets =
        new SetComparison(
            rules, scalars, new RealSets(budget, scalars.numerics()), components, this::compare);
    this.relations = new Relations(budget, scalars);
  }

  /** Compares {@code gold} with {@code answer}. Throws only {@link Budget.Exceeded}. */
  public Outcome compare(Expr gold, Expr answer) {
    if (gold.equals(answer)) {
      return Outcome.equal("structure", Outcome.PROVED);
    }
    Expr g = Parameters.value(gold);
    Expr a = Parameters.value(answer);
    if (g != gold || a != answer) {
      return Parameters.agree(gold, answer)
          ? parameters(g, a, compare(g, a))
          : Outcome.different("condition");
    }
    Outcome qualified = qualified(gold, answer);
    if (qualified != null) {
      return qualified;
    }
    Outcome first = typed(gold, answer);
    if (first.isEqual()) {
      return first;
    }
    Outcome approximated = approximated(gold, answer);
    if (approximated != null && approximated.isEqual()) {
      return approximated;
    }
    if (isPeriodic(gold) && isPeriodic(answer)) {
      return parameters(gold, answer, first);
    }
    return first;
  }

  /**
   * Conditions in words: the gold's must be met word for word, an answer's own may only say "for
   * all".
   */
  private Outcome qualified(Expr gold, Expr answer) {
    if (gold instanceof Expr.Qualified g) {
      if (answer instanceof Expr.Qualified a
          && !Texts.normal(g.condition()).equals(Texts.normal(a.condition()))) {
        Outcome values = compare(g.value(), a.value());
        return values.isDifferent() ? values : Outcome.unknown("condition");
      }
      return compare(g.value(), answer instanceof Expr.Qualified a ? a.value() : answer);
    }
    if (answer instanceof Expr.Qualified a) {
      Outcome outcome = compare(gold, a.value());
      return outcome.isEqual() || !a.condition().contains("integer")
          ? outcome
          : parameters(gold, a.value(), outcome);
    }
    return null;
  }

  /** Solutions with one free parameter each: the name of a parameter does not matter. */
  private Outcome parameters(Expr gold, Expr answer, Outcome otherwise) {
    Expr g = Assignments.value(gold);
    Expr a = Assignments.value(answer);
    List<String> from = new ArrayList<>(Trees.variables(a));
    List<String> to = new ArrayList<>(Trees.variables(g));
    if (from.size() != 1 || to.size() != 1 || from.equals(to)) {
      return otherwise;
    }
    return compare(g, Substitution.replace(a, new Expr.Sym(from.get(0)), new Expr.Sym(to.get(0))));
  }

  /** Whether the only variable counts periods: {@code k\\pi}, {@code x = 2n\\pi}. */
  private static boolean isPeriodic(Expr e) {
    List<String> names = new ArrayList<>(Trees.variables(Assignments.value(e)));
    return names.size() == 1 && "kmnl".contains(names.get(0)) && Trees.mentionsPi(e);
  }

  /** {@code exact ≈ rounded}: the rounded side counts too, when it is the exact side rounded. */
  private Outcome approximated(Expr gold, Expr answer) {
    Expr rounded = Assignments.approximation(answer);
    if (rounded != null && Trees.decimals(rounded) >= 0) {
      Rules loose = new Rules(rules.percentLenient(), rules.orderedLists(), rules.strictNames(), 0);
      Outcome consistent =
          new Scalars(loose, scalars.budget()).compare(Assignments.value(answer), rounded);
      return consistent.isEqual() ? typed(gold, rounded) : null;
    }
    return null;
  }

  private Outcome typed(Expr gold, Expr answer) {
    Expr a = answer instanceof Expr.Chain ? Assignments.renamed(answer, gold) : answer;
    if (gold.equals(a)) {
      return Outcome.equal("structure", Outcome.PROVED);
    }
    if (gold instanceof Expr.Text || a instanceof Expr.Text) {
      Outcome text = TextComparison.compare(gold, a);
      if (text != null) {
        return text;
      }
    }
    if (SetComparison.isSetLike(gold) || SetComparison.isSetLike(a)) {
      Outcome set = sets.compare(gold, a);
      if (set != null) {
        return set;
      }
    }
    if (Alternatives.isSeveral(gold) || Alternatives.isSeveral(a) || isTupleAssignment(gold, a)) {
      return collections(gold, a);
    }
    if (gold instanceof Expr.Chain || a instanceof Expr.Chain) {
      return chains(gold, a);
    }
    return values(gold, a);
  }

  private static boolean isTupleAssignment(Expr gold, Expr answer) {
    return (gold instanceof Expr.Listing && Assignments.isSpreadable(answer))
        || (answer instanceof Expr.Listing && Assignments.isSpreadable(gold));
  }

  /** Listings, sets and plus-minus: the same values, in any order unless the order counts. */
  private Outcome collections(Expr gold, Expr answer) {
    // A tuple against values without brackets keeps its order.
    if (Assignments.value(gold) instanceof Expr.Group g
        && answer instanceof Expr.Listing l
        && !Trees.hasPlusMinus(gold)) {
      return components.ordered(g.items(), l.items());
    }
    if (gold instanceof Expr.Listing l
        && Assignments.value(answer) instanceof Expr.Group g
        && g.open() == '('
        && !Trees.hasPlusMinus(answer)
        && !Assignments.isSpreadable(answer)
        && l.items().stream().noneMatch(i -> i instanceof Expr.Group)) {
      return components.ordered(l.items(), g.items());
    }
    Expr gs = answer instanceof Expr.Listing ? Assignments.spread(gold) : gold;
    Expr as = gold instanceof Expr.Listing ? Assignments.spread(answer) : answer;
    if (rules.orderedLists() && gs instanceof Expr.Listing x && as instanceof Expr.Listing y) {
      return components.ordered(x.items(), y.items());
    }
    List<Expr> g = new ArrayList<>(Alternatives.values(unwrapSet(gs)));
    List<Expr> a = new ArrayList<>(Alternatives.values(unwrapSet(as)));
    boolean allNamed =
        g.stream().allMatch(Assignments::isNamed) && a.stream().allMatch(Assignments::isNamed);
    if (!allNamed) {
      g.replaceAll(Assignments::value);
      a.replaceAll(Assignments::value);
    }
    if (unwrapSet(gs) instanceof Expr.SetOf || unwrapSet(as) instanceof Expr.SetOf) {
      distinct(g);
      distinct(a);
    }
    return Matching.match(g.size(), a.size(), (i, j) -> element(g.get(i), a.get(j)));
  }

  private Outcome element(Expr gold, Expr answer) {
    if (Assignments.isNamed(gold) && Assignments.isNamed(answer)) {
      Expr a = Assignments.renamed(answer, gold);
      Outcome names = sameName(Assignments.name(gold), Assignments.name(a));
      return names.isEqual()
          ? names.and(compare(Assignments.value(gold), Assignments.value(a)))
          : Outcome.different("name");
    }
    return compare(gold, answer);
  }

  private Outcome sameName(Expr gold, Expr answer) {
    if (gold.equals(answer)
        || Assignments.isDescription(gold) != Assignments.isDescription(answer)
        || !rules.strictNames()) {
      return Outcome.equal("structure", Outcome.PROVED);
    }
    String g = Texts.words(gold);
    return g != null && g.equals(Texts.words(answer))
        ? Outcome.equal("text", Outcome.TEXT)
        : Outcome.different("name");
  }

  private static Expr unwrapSet(Expr e) {
    Expr v = Assignments.value(e);
    return v instanceof Expr.SetOf || v instanceof Expr.Listing ? v : e;
  }

  private void distinct(List<Expr> items) {
    for (int i = 0; i < items.size(); i++) {
      for (int j = items.size() - 1; j > i; j--) {
        if (items.get(i).equals(items.get(j))
            || (items.size() <= 12 && compare(items.get(i), items.get(j)).isEqual())) {
          items.remove(j);
        }
      }
    }
  }

  private Outcome chains(Expr gold, Expr answer) {
    BiFunction<Expr, Expr, Outcome> same = this::compare;
    if (gold instanceof Expr.Chain g && answer instanceof Expr.Chain a) {
      Outcome relation = relations.compare(g, a, same);
      if (relation.isEqual()) {
        return relation;
      }
      Expr gv = Assignments.value(gold);
      Expr av = Assignments.value(answer);
      boolean names =
          !gv.equals(gold)
              && !av.equals(answer)
              && sameName(g.sides().get(0), a.sides().get(0)).isEqual();
      boolean unnamed =
          !gv.equals(gold)
              && !av.equals(answer)
              && (!Assignments.isNamed(gold) || !Assignments.isNamed(answer));
      return names || unnamed ? compare(gv, av) : relation;
    }
    Expr gv = Assignments.value(gold);
    Expr av = Assignments.value(answer);
    if (gv.equals(gold) && av.equals(answer)) {
      return gold instanceof Expr.Chain c
          ? relations.solved(c, answer)
          : Outcome.different("shape");
    }
    if (gold instanceof Expr.Chain c && !gv.equals(gold)) {
      Outcome value = compare(gv, answer);
      return value.isEqual()
          ? value
          : c.sides().get(0) instanceof Expr.Word ? relations.solved(c, answer) : value;
    }
    return compare(gv, av);
  }

  private Outcome values(Expr gold, Expr answer) {
    return switch (gold) {
      case Expr.Matrix g when answer instanceof Expr.Matrix a -> components.matrices(g, a);
      case Expr.Matrix g when Matrices.product(answer) != null ->
          components.matrices(g, Matrices.product(answer));
      case Expr.Matrix g when Matrices.nested(answer) != null ->
          components.matrices(g, Matrices.nested(answer));
      case Expr.Matrix g when answer instanceof Expr.Group a && g.rows().size() == 1 ->
          components.ordered(g.rows().get(0), a.items());
      case Expr.Group g when answer instanceof Expr.Group a -> components.groups(g, a);
      case Expr.Ratio g when answer instanceof Expr.Ratio a -> components.ratios(g, a);
      case Expr.Ratio g when Trees.isScalar(answer) && g.parts().size() == 2 && !g.clock() ->
          scalars.compare(new Expr.Quotient(g.parts().get(0), g.parts().get(1)), answer);
      case Expr g
          when answer instanceof Expr.Ratio a
              && Trees.isScalar(g)
              && a.parts().size() == 2
              && !a.clock() ->
          scalars.compare(g, new Expr.Quotient(a.parts().get(0), a.parts().get(1)));
      default -> scalarOrWords(gold, answer);
    };
  }

  private Outcome scalarOrWords(Expr gold, Expr answer) {
    String g = Texts.words(gold);
    String a = Texts.words(answer);
    if (g != null && g.equals(a)) {
      return Outcome.equal("text", Outcome.TEXT);
    }
    if (Trees.isScalar(gold) && Trees.isScalar(answer)) {
      Outcome outcome = scalars.compare(gold, answer);
      return outcome.isEqual() || rules.strictNames()
          ? outcome
          : renamedScalar(gold, answer, outcome);
    }
    return Outcome.different("shape");
  }

  /**
   * The answer with its variables renamed to the gold's, in order: for graders to whom names do not
   * matter.
   */
  private Outcome renamedScalar(Expr gold, Expr answer, Outcome otherwise) {
    List<String> g = new ArrayList<>(Trees.variables(gold));
    List<String> a = new ArrayList<>(Trees.variables(answer));
    g.removeIf(n -> n.endsWith("()"));
    a.removeIf(n -> n.endsWith("()"));
    if (g.size() != a.size() || g.equals(a)) {
      return otherwise;
    }
    Expr renamed = answer;
    for (int i = 0; i < a.size(); i++) {
      renamed =
          Substitution.replace(
              renamed, new Expr.Sym(a.get(i)), new Expr.Sym(g.get(i) + "\\renamed"));
    }
    for (String name : g) {
      renamed = Substitution.replace(renamed, new Expr.Sym(name + "\\renamed"), new Expr.Sym(name));
    }
    return scalars.compare(gold, renamed);
  }
}
