package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import java.util.Locale;

/** Compares where one side at least is words. */
final class TextComparison {
  private TextComparison() {}

  /** Null when the words decide nothing. */
  static Outcome compare(Expr gold, Expr answer) {
    String g = Texts.words(gold);
    String a = Texts.words(answer);
    if (g != null && a != null) {
      if (g.equals(a)) {
        return Outcome.equal("text", Outcome.TEXT);
      }
      return Outcome.different("text");
    }
    String words = g != null ? g : a;
    Expr other = g != null ? answer : gold;
    if (words != null && other instanceof Expr.Const c && c.kind() == Expr.Constant.INFINITY) {
      boolean many =
          words.equals("infinitely many") || words.equals("infinite") || words.equals("infinity");
      return many ? Outcome.equal("text", Outcome.TEXT) : Outcome.different("text");
    }
    if (words != null && other instanceof Expr.NamedSet s && s.name().equals("empty")) {
      return Texts.isEmptySet(words)
          ? Outcome.equal("text", Outcome.TEXT)
          : Outcome.different("text");
    }
    if (gold instanceof Expr.Text && answer instanceof Expr.Listing l) {
      return joined(g, l);
    }
    return answer instanceof Expr.Chain
            || gold instanceof Expr.Chain
            || gold instanceof Expr.Listing
        ? null
        : Outcome.different("text");
  }

  private static Outcome joined(String gold, Expr.Listing answer) {
    StringBuilder all = new StringBuilder();
    for (Expr item : answer.items()) {
      String words = Texts.words(item);
      if (words == null) {
        return Outcome.different("text");
      }
      all.append(all.isEmpty() ? "" : ",").append(words);
    }
    return gold.equals(all.toString().toLowerCase(Locale.ROOT))
        ? Outcome.equal("text", Outcome.TEXT)
        : Outcome.different("text");
  }
}
