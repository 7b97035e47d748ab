package dev.rewardgrader.grade.sql.gate;

import dev.rewardgrader.grade.sql.gate.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL text into tokens in one pass. Where dialects differ (quotes, comments, escapes) it
 * follows the dialect. Open quotes and comments run to the end of the text, as in SQLite.
 */
public final class SqlLexer {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final boolean[] WORD_CHARACTERS = new boolean[0x80];

  static {
    for (char c = 0; c < WORD_CHARACTERS.length; c++) {
      WORD_CHARACTERS[c] =
          c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }
  }

  private final String text;
  private final Dialect dialect;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int at;
  private int depth;

  /** Where the last white space ended, a mark of byte order aside. */
  private int spaceEnd = -1;

  private SqlLexer(String text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  public static List<SqlToken> tokens(String text, Dialect dialect) {
    SqlLexer lexer = new SqlLexer(text, dialect);
    lexer.run();
    return List.of(lexer.tokens.toArray(SqlToken[]::new));
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isSpace(c)) {
        at++;
        spaceEnd = c == BYTE_ORDER_MARK ? spaceEnd : at;
      } else if (lineComment(c)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
        spaceEnd = at;
      } else if (c == '/' && peek(1) == '*') {
        blockComment();
      } else {
        token(c);
      }
    }
  }

  /** DuckDB takes every Unicode space for one; in SQLite those are letters. */
  private boolean isSpace(char c) {
    if (c == BYTE_ORDER_MARK) {
      return true;
    }
    if (dialect == Dialect.SQLITE) {
      return isSqliteSpace(c);
    }
    return Character.isWhitespace(c)
        || (c >= 0x80 && dialect == Dialect.DUCKDB && Character.isSpaceChar(c));
  }

  /** SQLite knows five blanks, and lets a vertical tab follow them. */
  private boolean isSqliteSpace(char c) {
    return switch (c) {
      case ' ', '\t', '\n', '\f', '\r' -> true;
      case '\u000B' -> spaceEnd == at;
      default -> false;
    };
  }

  private boolean lineComment(char c) {
    if (c == '/' && dialect == Dialect.H2) {
      return peek(1) == '/';
    }
    if (c == '#') {
      return dialect == Dialect.MARIADB;
    }
    boolean dashes = c == '-' && peek(1) == '-';
    return dashes && (dialect != Dialect.MARIADB || peek(2) <= ' ');
  }

  /** PostgreSQL, DuckDB and H2 nest comments; MariaDB executes what stands in {@code /*! }. */
  private void blockComment() {
    if (dialect == Dialect.MARIADB && (peek(2) == '!' || peek(2) == 'M')) {
      add(Kind.SYMBOL, at + 2);
      return;
    }
    boolean nests =
        dialect == Dialect.POSTGRESQL || dialect == Dialect.DUCKDB || dialect == Dialect.H2;
    int open = 1;
    at += 2;
    while (at < text.length() && open > 0) {
      if (peek(0) == '*' && peek(1) == '/') {
        open--;
        at += 2;
      } else if (nests && peek(0) == '/' && peek(1) == '*') {
        open++;
        at += 2;
      } else {
        at++;
      }
    }
  }

  private void token(char c) {
    switch (c) {
      case '\'' -> quoted(Kind.STRING, '\'', dialect == Dialect.MARIADB);
      case '"' ->
          quoted(
              dialect == Dialect.MARIADB ? Kind.STRING : Kind.QUOTED_NAME,
              '"',
              dialect == Dialect.MARIADB);
      case '`' -> quoted(Kind.QUOTED_NAME, '`', false);
      case '[' -> {
        if (dialect == Dialect.SQLITE) {
          int end = text.indexOf(']', at);
          add(Kind.QUOTED_NAME, end < 0 ? text.length() : end + 1);
        } else {
          add(Kind.SYMBOL, at + 1);
        }
      }
      case '(' -> {
        add(Kind.SYMBOL, at + 1);
        depth++;
      }
      case ')' -> {
        depth = Math.max(0, depth - 1);
        add(Kind.SYMBOL, at + 1);
      }
      case '$' -> dollar();
      default -> {
        if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
          number();
        } else if (isWord(c)) {
          word();
        } else {
          symbol(c);
        }
      }
    }
  }

  private static boolean isWord(char c) {
    return c >= 0x80 || WORD_CHARACTERS[c];
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void quoted(Kind kind, char quote, boolean backslash) {
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (backslash && c == '\\') {
        end += 2;
      } else if (c != quote) {
        end++;
      } else if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
        end += 2;
      } else {
        break;
      }
    }
    add(kind, Math.min(end + 1, text.length()));
  }

  /** {@code $tag$ … $tag$} is a string in PostgreSQL and DuckDB, {@code $$ … $$} in H2. */
  private void dollar() {
    int end = at + 1;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    boolean tagged = end > at + 1;
    boolean quotes =
        dialect == Dialect.POSTGRESQL || dialect == Dialect.DUCKDB
            ? !(tagged && isDigit(text.charAt(at + 1)))
            : dialect == Dialect.H2 && !tagged;
    if (quotes && end < text.length() && text.charAt(end) == '$') {
      String tag = text.substring(at, end + 1);
      int close = text.indexOf(tag, end + 1);
      add(Kind.STRING, close < 0 ? text.length() : close + tag.length());
    } else {
      add(Kind.WORD, end);
    }
  }

  private void number() {
    int end = at;
    while (end < text.length()) {
      char c = text.charAt(end);
      char before = end > at ? text.charAt(end - 1) : '\0';
      boolean sign = (c == '+' || c == '-') && (before == 'e' || before == 'E') && !hexadecimal();
      if (!isWord(c) && c != '.' && !sign) {
        break;
      }
      end++;
    }
    add(Kind.NUMBER, end);
  }

  private boolean hexadecimal() {
    return peek(0) == '0' && (peek(1) == 'x' || peek(1) == 'X');
  }

  private void word() {
    int end = at;
    while (end < text.length()
        && (isWord(text.charAt(end)) || text.charAt(end) == '$')
        && (dialect == Dialect.SQLITE || !isSpace(text.charAt(end)))) {
      end++;
    }
    boolean escapes =
        (dialect == Dialect.POSTGRESQL || dialect == Dialect.DUCKDB)
            && end == at + 1
            && (peek(0) == 'e' || peek(0) == 'E')
            && peek(1) == '\'';
    if (escapes) {
      at++;
      quoted(Kind.STRING, '\'', true);
    } else {
      add(Kind.WORD, end);
    }
  }

  private void symbol(char c) {
    char next = peek(1);
    boolean pair =
        switch (c) {
          case '<' -> next == '=' || next == '>' || next == '<';
          case '>' -> next == '=' || next == '>';
          case '!', '=' -> next == '=';
          case '|' -> next == '|';
          case ':' -> next == ':';
          default -> false;
        };
    add(Kind.SYMBOL, at + (pair ? 2 : 1));
  }

  private void add(Kind kind, int end) {
    tokens.add(SqlToken.of(kind, text.substring(at, end), depth, at));
    at = end;
  }
}
