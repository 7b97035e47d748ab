package dev.rewardgrader.grade.sql.suite;

import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL where sqlparse 0.4.2 cuts it. Only the borders between pieces and the kinds that the
 * reference looks at are kept; whether a word is a keyword does not matter here.
 */
final class SqlparseLexer {

  enum Kind {
    WHITESPACE,
    NEWLINE,
    LINE_COMMENT,
    STRING,
    PUNCTUATION,
    WORD,
    OTHER
  }

  record Piece(Kind kind, String text) {}

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private int at;

  private SqlparseLexer(String text) {
    this.text = text;
  }

  static List<Piece> pieces(String text) {
    SqlparseLexer lexer = new SqlparseLexer(text);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    return lexer.pieces;
  }

  private char peek(int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : '\0';
  }

  private void add(Kind kind, int end) {
    pieces.add(new Piece(kind, text.substring(at, end)));
    at = end;
  }

  private void next() {
    char c = text.charAt(at);
    char following = peek(at + 1);
    if ((c == '-' && following == '-') || (c == '#' && following == ' ')) {
      boolean hint = peek(at + 2) == '+';
      add(hint ? Kind.OTHER : Kind.LINE_COMMENT, lineEnd(at + 2));
    } else if (c == '/' && following == '*' && text.indexOf("*/", at + 2) >= 0) {
      add(Kind.OTHER, text.indexOf("*/", at + 2) + 2);
    } else if (c == '\r' || c == '\n') {
      add(Kind.NEWLINE, at + (c == '\r' && following == '\n' ? 2 : 1));
    } else if (PyText.isSpace(c)) {
      add(Kind.WHITESPACE, at + 1);
    } else if (c == ':' && (following == '=' || following == ':')) {
      add(Kind.OTHER, at + 2);
    } else if (c == '`' || c == '´') {
      int end = closing(c, false);
      add(Kind.OTHER, end < 0 ? at + 1 : end);
    } else if (c == '\'' || c == '"') {
      int end = closing(c, true);
      add(end < 0 ? Kind.OTHER : Kind.STRING, end < 0 ? at + 1 : end);
    } else if (c == '[') {
      bracket();
    } else {
      symbolOrWord(c);
    }
  }

  private int lineEnd(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    if (peek(end) == '\r' && peek(end + 1) == '\n') {
      return end + 2;
    }
    return Math.min(end + 1, text.length());
  }

  /**
   * The end of a quoted piece, or -1. Where the text ends inside, an earlier doubled or escaped
   * quote closes it.
   */
  private int closing(char quote, boolean escapes) {
    int end = at + 1;
    int fallback = -1;
    while (end < text.length()) {
      char c = text.charAt(end);
      char next = peek(end + 1);
      if (c == quote && next == quote) {
        fallback = end + 1;
        end += 2;
      } else if (c == quote) {
        return end + 1;
      } else if (escapes && c == '\\' && (next == '\\' || next == quote)) {
        fallback = next == quote ? end + 2 : fallback;
        end += 2;
      } else {
        end++;
      }
    }
    return fallback;
  }

  private void bracket() {
    char before = at > 0 ? text.charAt(at - 1) : ' ';
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != ']' && text.charAt(end) != '[') {
      end++;
    }
    boolean name =
        !isWord(before) && before != ']' && before != ')' && peek(end) == ']' && end > at + 1;
    add(name ? Kind.OTHER : Kind.PUNCTUATION, name ? end + 1 : at + 1);
  }

  private void symbolOrWord(char c) {
    int number = numberEnd();
    if (number > at) {
      add(Kind.OTHER, number);
    } else if (startsWord(c)) {
      boolean name = isLetter(c);
      int end = at + 1;
      while (end < text.length() && isWord(text.charAt(end))) {
        end++;
      }
      boolean plain =
          name && (peek(end) == '(' || peek(skipSpace(end)) == '.' || peek(at - 1) == '.');
      while (!plain
          && end < text.length()
          && (isWord(text.charAt(end)) || "$#".indexOf(text.charAt(end)) >= 0)) {
        end++;
      }
      add(plain ? Kind.OTHER : Kind.WORD, end);
    } else if (";:()],.".indexOf(c) >= 0) {
      boolean placeholder =
          c == ':' && isWord(peek(at + 1)) && (at == 0 || !isWord(text.charAt(at - 1)));
      add(placeholder ? Kind.OTHER : Kind.PUNCTUATION, placeholder ? wordEnd(at + 1) : at + 1);
    } else if ("<>=~!".indexOf(c) >= 0) {
      add(Kind.OTHER, run("<>=~!"));
    } else if (c == '%' && (peek(at + 1) == 's' || peek(at + 1) == 'S')) {
      add(Kind.OTHER, at + 2);
    } else if ((c == '@' || c == '#') && isLetter(peek(at + 1)) && isWord(peek(at + 2))) {
      add(Kind.OTHER, wordEnd(at + 1));
    } else if ("+/@#%^&|-".indexOf(c) >= 0) {
      add(Kind.OTHER, run("+/@#%^&|-"));
    } else if ((c == '$' || c == '\\') && isWord(peek(at + 1))) {
      add(Kind.OTHER, wordEnd(at + 1));
    } else {
      add(Kind.OTHER, at + Character.charCount(text.codePointAt(at)));
    }
  }

  private int skipSpace(int from) {
    int end = from;
    while (end < text.length() && PyText.isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int run(String symbols) {
    int end = at;
    while (end < text.length() && symbols.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end;
  }

  private int digits(int from) {
    int end = from;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The end of a number that starts here, or the start where there is none. */
  private int numberEnd() {
    int start = peek(at) == '-' ? at + 1 : at;
    if (peek(start) == '0'
        && (peek(start + 1) | 0x20) == 'x'
        && Character.digit(peek(start + 2), 16) >= 0) {
      int end = start + 2;
      while (Character.digit(peek(end), 16) >= 0) {
        end++;
      }
      return end;
    }
    int whole = digits(start);
    int fraction = peek(whole) == '.' ? digits(whole + 1) : whole;
    int scientific = exponentEnd(fraction > whole + 1 ? fraction : whole, start, whole);
    if (scientific > at) {
      return scientific;
    }
    if (peek(whole) == '.' && (whole > start || fraction > whole + 1)) {
      return notBeforeLetter(fraction, whole > start ? whole + 1 : whole + 2);
    }
    return whole > start ? notBeforeLetter(whole, start + 1) : at;
  }

  private int exponentEnd(int mantissa, int start, int whole) {
    if (whole == start || (peek(mantissa) | 0x20) != 'e') {
      return at;
    }
    int from = peek(mantissa + 1) == '-' ? mantissa + 2 : mantissa + 1;
    int end = digits(from);
    return end > from ? end : at;
  }

  /**
   * A number may not touch a letter: then its last digit goes to the next piece, if one is left.
   */
  private int notBeforeLetter(int end, int least) {
    char after = peek(end);
    boolean touches = after == '_' || isLetter(after);
    return !touches ? end : end - 1 >= least ? end - 1 : at;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'À' && c <= 'Ü')
        || (c >= 'à' && c <= 'ü');
  }

  private static boolean isWord(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static boolean startsWord(char c) {
    return isLetter(c) || c == '_' || (c >= '0' && c <= '9');
  }
}
