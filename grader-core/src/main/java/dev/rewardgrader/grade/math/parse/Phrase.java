package dev.rewardgrader.grade.math.parse;

import java.util.Locale;
import java.util.Set;

/** What a piece of running text inside a formula does there. */
enum Phrase {
  BLANK,
  AND,
  OR,
  COMMA,
  CONDITION,
  PERCENT,
  DEGREES,
  NOUN;

  private static final Set<String> CONDITIONS =
      Set.of(
          "for",
          "where",
          "if",
          "when",
          "with",
          "such",
          "provided",
          "whenever",
          "on",
          "in",
          "as",
          "given",
          "since",
          "because",
          "except",
          "unless",
          "mod");

  /** Classifies the content of a text command or a plain word. */
  static Phrase of(String content) {
    String t = content.strip().toLowerCase(Locale.ROOT);
    if (t.isEmpty() || t.equals(".")) {
      return BLANK;
    }
    return switch (t) {
      case "and", "und", "et", "&", ", and", "and," -> AND;
      case "or", ", or", "ou", "oder" -> OR;
      case ",", ";" -> COMMA;
      case "percent", "%", "per cent", "percents" -> PERCENT;
      case "degrees", "degree", "deg" -> DEGREES;
      default -> {
        int end = 0;
        while (end < t.length() && Character.isLetter(t.charAt(end))) {
          end++;
        }
        yield CONDITIONS.contains(t.substring(0, end)) ? CONDITION : NOUN;
      }
    };
  }
}
