package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import java.util.Locale;

/**
 * Normal forms of answers in words. Equality of words is equality of these, and nothing fuzzier.
 */
final class Texts {
  private Texts() {}

  /** The words of an expression that is text, a word or a letter; null for anything else. */
  static String words(Expr e) {
    return switch (e) {
      case Expr.Text t -> synonym(normal(t.text()));
      case Expr.Word w ->
          w.letters().length() == 1 ? w.letters() : w.letters().toLowerCase(Locale.ROOT);
      case Expr.Sym s -> s.name();
      case Expr.Const c ->
          switch (c.kind()) {
            case E -> "e";
            case I -> "i";
            default -> null;
          };
      default -> null;
    };
  }

  /** One wording for what is said in several. */
  private static String synonym(String words) {
    return switch (words) {
      case "no solutions", "no real solution", "no real solutions", "has no solution" ->
          "no solution";
      case "dne", "does not exist", "doesn't exist", "the limit does not exist" -> "does not exist";
      case "infinitely many solutions" -> "infinitely many";
      case "the empty set" -> "empty set";
      default -> words;
    };
  }

  /** Whether words say that a set has no elements. */
  static boolean isEmptySet(String words) {
    return words.equals("no solution") || words.equals("empty set");
  }

  /**
   * Lower case (a single letter keeps its case), without LaTeX dressing, punctuation at the ends
   * and doubled blanks.
   */
  static String normal(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int n = text.length();
    boolean blank = true;
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        int end = i + 1;
        while (end < n && Character.isLetter(text.charAt(end))) {
          end++;
        }
        String name = text.substring(i + 1, end);
        if (isDressing(name)) {
          i = Math.max(end - 1, Math.min(i + 1, n - 1));
          c = ' ';
        }
      }
      if (c == '{' || c == '}' || c == '$' || c == '~' || Character.isWhitespace(c)) {
        if (!blank && c != '{' && c != '}') {
          out.append(' ');
          blank = true;
        }
      } else {
        out.append(Character.toLowerCase(c));
        blank = false;
      }
    }
    String t =
        out.toString().replace(", and ", ", ").replace(" and ", ", ").replace(", ", ",").strip();
    while (!t.isEmpty() && ".,;:!".indexOf(t.charAt(t.length() - 1)) >= 0) {
      t = t.substring(0, t.length() - 1).strip();
    }
    if (t.length() > 2 && t.charAt(0) == '(' && t.indexOf(')') == t.length() - 1) {
      t = t.substring(1, t.length() - 1).strip();
    }
    if (t.length() == 1) {
      int at = text.toLowerCase(Locale.ROOT).indexOf(t);
      return at >= 0 ? text.substring(at, at + 1) : t;
    }
    return t;
  }

  static boolean isDressing(String name) {
    return switch (name) {
      case "",
          "text",
          "textbf",
          "textit",
          "textrm",
          "mathrm",
          "mathbf",
          "mbox",
          "left",
          "right",
          "quad",
          "qquad",
          "boxed",
          "operatorname" ->
          true;
      default -> false;
    };
  }
}
