package dev.rewardgrader.grade.sql.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The outermost ORDER BY and LIMIT of a query, and the queries that tell ties: the same one with
 * its sort keys as further columns, and that one without its LIMIT.
 */
public final class QueryShape {
  private static final Set<String> COMPOUND = Set.of("UNION", "INTERSECT", "EXCEPT");

  private final String sql;
  private final List<SqlToken> tokens;
  private final int order;
  private final int limit;

  private QueryShape(String sql, List<SqlToken> tokens) {
    this.sql = sql;
    this.tokens = tokens;
    this.order = last("ORDER");
    int end = last("LIMIT");
    this.limit = end < 0 ? last("FETCH") : end;
  }

  /** The shape of the one statement of a text. */
  public static QueryShape of(String sql, Dialect dialect) {
    String statement = StatementBounds.of(SqlLexer.tokens(sql, dialect), dialect).text(sql);
    return new QueryShape(statement, SqlLexer.tokens(statement, dialect));
  }

  private int last(String word) {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (tokens.get(i).depth() == 0 && tokens.get(i).word().equals(word)) {
        return i;
      }
    }
    return -1;
  }

  /** The query as written, without semicolons and comments around it. */
  public String text() {
    return sql;
  }

  /** Whether the rows have a place: a top-level ORDER BY. */
  public boolean ordered() {
    return order >= 0;
  }

  /** Whether a LIMIT without OFFSET cuts the ordered rows. */
  public boolean limited() {
    return limit > order
        && last("OFFSET") < 0
        && tokens.subList(limit, tokens.size()).stream().noneMatch(t -> t.is(","));
  }

  /** The expressions sorted by, as written, without their direction. */
  public List<String> sortKeys() {
    List<String> keys = new ArrayList<>();
    int end = limit > order ? limit : tokens.size();
    int start = order + 2;
    for (int i = start; i <= end && ordered(); i++) {
      boolean boundary = i == end || (tokens.get(i).depth() == 0 && tokens.get(i).is(","));
      if (boundary) {
        int last = i;
        while (last > start && isDirection(tokens.get(last - 1))) {
          last--;
        }
        if (last > start) {
          keys.add(text(start, last));
        }
        start = i + 1;
      }
    }
    return keys;
  }

  /** Whether the first sort key falls. */
  public boolean descending() {
    for (int i = order + 2; ordered() && i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      if (token.depth() == 0 && (token.is(",") || i == limit)) {
        return false;
      }
      if (token.depth() == 0 && token.is("DESC")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDirection(SqlToken token) {
    return token.is("ASC")
        || token.is("DESC")
        || token.is("NULLS")
        || token.is("FIRST")
        || token.is("LAST");
  }

  private String text(int from, int to) {
    SqlToken last = tokens.get(to - 1);
    return sql.substring(tokens.get(from).start(), last.start() + last.text().length());
  }

  /**
   * The query with these expressions as further columns; empty where they cannot be added without
   * changing it.
   *
   * @param withLimit whether its LIMIT stays
   */
  public Optional<String> withColumns(List<String> expressions, boolean withLimit) {
    int select = first("SELECT", 0);
    int from = select < 0 ? -1 : first("FROM", select);
    boolean distinct =
        select >= 0 && select + 1 < tokens.size() && tokens.get(select + 1).is("DISTINCT");
    boolean compound = tokens.stream().anyMatch(t -> t.depth() == 0 && COMPOUND.contains(t.word()));
    if (from < 0 || compound || (distinct && !expressions.isEmpty())) {
      return Optional.empty();
    }
    int end = withLimit || limit < 0 ? sql.length() : tokens.get(limit).start();
    int at = tokens.get(from).start();
    StringBuilder keyed = new StringBuilder(sql.substring(0, at));
    for (int i = 0; i < expressions.size(); i++) {
      keyed
          .append(", (")
          .append(expressions.get(i))
          .append(") AS grader_key_")
          .append(i)
          .append(' ');
    }
    return Optional.of(keyed.append(sql, at, end).toString());
  }

  private int first(String word, int from) {
    for (int i = from; i < tokens.size(); i++) {
      if (tokens.get(i).depth() == 0 && tokens.get(i).word().equals(word)) {
        return i;
      }
    }
    return -1;
  }
}
