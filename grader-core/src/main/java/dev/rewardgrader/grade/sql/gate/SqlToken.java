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
    return new SqlToken(kind, text, kind == Kind.WORD ? upper(text) : "", depth, start);
  }

  /** Most words are written in capitals already, and nearly all are ASCII. */
  private static String upper(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || c >= 0x80) {
        return text.toUpperCase(Locale.ROOT);
      }
    }
    return text;
  }

  public boolean is(String symbolOrWord) {
    return switch (kind) {
      case SYMBOL -> text.equals(symbolOrWord);
      case WORD -> text.equalsIgnoreCase(symbolOrWord);
      default -> false;
    };
  }
}
