package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Rel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Families of answers whose parameter is told to be a whole number: {@code x = k\pi, k \in
 * \mathbb{Z}}. What is told may be left out, since the parameter's letter says as much.
 */
final class Parameters {
  private Parameters() {}

  /** The answer without what it tells of its parameters; the same object if it tells nothing. */
  static Expr value(Expr e) {
    if (!(e instanceof Expr.Listing listing)) {
      return e;
    }
    List<Expr> items = listing.items();
    int end = items.size();
    while (end > 1 && isWhole(items.get(end - 1), items.subList(0, end - 1))) {
      end--;
    }
    if (end == items.size()) {
      return e;
    }
    return end == 1
        ? items.get(0)
        : new Expr.Listing(listing.joiner(), List.copyOf(items.subList(0, end)));
  }

  /** Whether two answers do not tell different things of their parameters. */
  static boolean agree(Expr gold, Expr answer) {
    Set<String> g = sets(gold);
    Set<String> a = sets(answer);
    return g.isEmpty() || a.isEmpty() || g.equals(a);
  }

  private static Set<String> sets(Expr e) {
    Set<String> names = new HashSet<>();
    if (e instanceof Expr.Listing listing) {
      List<Expr> items = listing.items();
      for (int i = 1; i < items.size(); i++) {
        if (isWhole(items.get(i), items.subList(0, i))) {
          names.add(((Expr.NamedSet) ((Expr.Chain) items.get(i)).sides().get(1)).name());
        }
      }
    }
    return names;
  }

  /** {@code k \in \mathbb{Z}} or of the natural numbers, for a letter of what stands before. */
  private static boolean isWhole(Expr e, List<Expr> before) {
    if (!(e instanceof Expr.Chain chain)
        || chain.sides().size() != 2
        || chain.rels().get(0) != Rel.IN
        || !(chain.sides().get(0) instanceof Expr.Sym letter)
        || !(chain.sides().get(1) instanceof Expr.NamedSet set)
        || !(set.name().equals("Z") || set.name().equals("N"))) {
      return false;
    }
    List<String> used = new ArrayList<>();
    before.forEach(item -> used.addAll(Trees.variables(item)));
    return used.contains(letter.name());
  }
}
