package dev.rewardgrader.grade.sql.gate;

import java.util.List;

/**
 * Where a text's first statement starts and ends: the one rule for semicolons around a statement,
 * for candidates and golds alike.
 *
 * @param statement its tokens without the semicolons around them; none where a text has no
 *     statement
 * @param alone whether nothing but its end follows
 */
public record StatementBounds(List<SqlToken> statement, boolean alone) {

  /**
   * The first statement of a text.
   *
   * @param all the text's tokens, from {@link SqlLexer#tokens}
   */
  public static StatementBounds of(List<SqlToken> all, Dialect dialect) {
    int start = 0;
    // SQLite skips semicolons in front of a statement.
    while (dialect == Dialect.SQLITE && start < all.size() && all.get(start).is(";")) {
      start++;
    }
    int end = start;
    while (end < all.size() && !all.get(end).is(";")) {
      end++;
    }
    boolean whole = start == 0 && end == all.size();
    return new StatementBounds(
        whole ? all : all.subList(start, end),
        whole || isEnd(all.subList(end, all.size()), dialect));
  }

  /**
   * Whether only an end stands here. To Python's driver of SQLite, by which the published scores
   * are made, a second semicolon is a second statement.
   */
  private static boolean isEnd(List<SqlToken> rest, Dialect dialect) {
    if (dialect == Dialect.SQLITE) {
      return rest.size() < 2;
    }
    for (SqlToken token : rest) {
      if (!token.is(";")) {
        return false;
      }
    }
    return true;
  }

  /**
   * The statement as written, from its first token to its last; empty where there is none.
   *
   * @param sql the text that the tokens are of
   */
  public String text(String sql) {
    if (statement.isEmpty()) {
      return "";
    }
    SqlToken last = statement.getLast();
    return sql.substring(statement.getFirst().start(), last.start() + last.text().length());
  }
}
