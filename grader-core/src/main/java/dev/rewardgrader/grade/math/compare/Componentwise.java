package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import java.util.List;
import java.util.function.BiFunction;

/** Compares part by part, in order: tuples, matrices, ratios. */
final class Componentwise {
  private final Scalars scalars;
  private final BiFunction<Expr, Expr, Outcome> same;

  Componentwise(Scalars scalars, BiFunction<Expr, Expr, Outcome> same) {
    this.scalars = scalars;
    this.same = same;
  }

  Outcome ordered(List<Expr> gold, List<Expr> answer) {
    if (gold.size() != answer.size()) {
      return Outcome.different("shape");
    }
    Outcome all = Outcome.equal("structure", Outcome.PROVED);
    for (int i = 0; i < gold.size() && !all.isDifferent(); i++) {
      all = all.and(same.apply(Assignments.value(gold.get(i)), Assignments.value(answer.get(i))));
    }
    return all;
  }

  Outcome groups(Expr.Group gold, Expr.Group answer) {
    if (gold.open() != answer.open() || gold.close() != answer.close()) {
      return Outcome.different("shape");
    }
    return ordered(gold.items(), answer.items());
  }

  Outcome matrices(Expr.Matrix gold, Expr.Matrix answer) {
    if (gold.rows().size() != answer.rows().size()) {
      return Outcome.different("shape");
    }
    Outcome all = Outcome.equal("structure", Outcome.PROVED);
    for (int i = 0; i < gold.rows().size() && !all.isDifferent(); i++) {
      all = all.and(ordered(gold.rows().get(i), answer.rows().get(i)));
    }
    return all;
  }

  Outcome ratios(Expr.Ratio gold, Expr.Ratio answer) {
    if (gold.parts().size() != answer.parts().size()) {
      return Outcome.different("shape");
    }
    Outcome same = ordered(gold.parts(), answer.parts());
    if (same.isEqual() || gold.clock() || answer.clock()) {
      return same;
    }
    Outcome all = Outcome.equal("structure", Outcome.PROVED);
    for (int i = 1; i < gold.parts().size(); i++) {
      Expr left = new Expr.Product(List.of(gold.parts().get(0), answer.parts().get(i)));
      Expr right = new Expr.Product(List.of(gold.parts().get(i), answer.parts().get(0)));
      all = all.and(scalars.compare(left, right));
    }
    return all;
  }
}
