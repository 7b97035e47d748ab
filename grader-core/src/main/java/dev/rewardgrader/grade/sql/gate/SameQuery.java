package dev.rewardgrader.grade.sql.gate;

import java.util.List;

/**
 * Whether two texts are the same query for an engine: the same tokens, with bare words in any case
 * and other white space and comments between them. The names of a result's columns may differ.
 */
public final class SameQuery {
  private SameQuery() {}

  /**
   * Compares the statements of two texts.
   *
   * @param left tokens of a statement, see {@link StatementBounds#statement}
   * @param right those of the other
   */
  public static boolean of(List<SqlToken> left, List<SqlToken> right) {
    int size = left.size();
    if (size != right.size()) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!same(left.get(i), right.get(i))
          || (i > 0 && spaced(left, i) != spaced(right, i) && !stands(left, i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(SqlToken left, SqlToken right) {
    return left.kind() == right.kind()
        && (left.kind() == SqlToken.Kind.WORD
            ? left.word().equals(right.word())
            : left.text().equals(right.text()));
  }

  /** Whether something stands between this token and the one before it. */
  private static boolean spaced(List<SqlToken> tokens, int at) {
    SqlToken before = tokens.get(at - 1);
    return before.start() + before.text().length() < tokens.get(at).start();
  }

  /**
   * Commas and parentheses mean the same with and without white space beside them; others may not.
   */
  private static boolean stands(List<SqlToken> tokens, int at) {
    return isMark(tokens.get(at - 1)) || isMark(tokens.get(at));
  }

  private static boolean isMark(SqlToken token) {
    return token.is(",") || token.is("(") || token.is(")");
  }
}
