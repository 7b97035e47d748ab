package dev.rewardgrader.grade.sql.gate;

import java.util.Locale;

/**
 * A piece of SQL text; white space and comments are none.
 *
 * @param word the word in upper case, or the empty string for anything but a bare word
 * @param depth how many parentheses are open around it; an opening one stands outside itself
 * @param start where it starts in the text
 */
public record SqlToken(Kind kind, String text, String word, int depth, int start) {

  /** What a token is. */
  public enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    NUMBER,
    SYMBOL
  }

  static SqlToken of(Kind kind, String text, int depth, int start) {
    return new SqlToken(
        kind, text, kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "", depth, start);
  }

  public boolean is(String symbolOrWord) {
    return switch (kind) {
      case SYMBOL -> text.equals(symbolOrWord);
      case WORD -> text.equalsIgnoreCase(symbolOrWord);
      default -> false;
    };
  }
}
