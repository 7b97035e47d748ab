package dev.rewardgrader.grade.sql.gate;

import java.util.List;

/**
 * Where a text's first statement starts and ends.
 *
 * @param statement its tokens without the semicolon; none where a text has no statement
 * @param alone whether nothing but its end follows
 */
record StatementBounds(List<SqlToken> statement, boolean alone) {

  static StatementBounds of(List<SqlToken> all, Dialect dialect) {
    int start = 0;
    // SQLite skips semicolons in front of a statement.
    while (dialect == Dialect.SQLITE && start < all.size() && all.get(start).is(";")) {
      start++;
    }
    int end = start;
    while (end < all.size() && !all.get(end).is(";")) {
      end++;
    }
    return new StatementBounds(
        all.subList(start, end), isEnd(all.subList(end, all.size()), dialect));
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
}
