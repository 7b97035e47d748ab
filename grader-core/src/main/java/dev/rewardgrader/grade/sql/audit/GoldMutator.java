package dev.rewardgrader.grade.sql.audit;

import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.SqlLexer;
import dev.rewardgrader.grade.sql.gate.SqlToken;
import dev.rewardgrader.grade.sql.gate.StatementBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes wrong queries from a gold: each differs from it in one thing that the question must have
 * said. Whether the data shows the difference is what an audit asks.
 */
public final class GoldMutator {
  private static final Set<String> AFTER_WHERE =
      Set.of("GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "INTERSECT", "EXCEPT", "WINDOW");
  private static final Map<String, String> OPERATORS =
      Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">", "=", "<>", "!=", "=", "<>", "=");
  private static final Map<String, String> AGGREGATES =
      Map.of("MAX", "MIN", "MIN", "MAX", "AVG", "SUM", "SUM", "AVG");
  private static final Map<String, String> CONNECTIVES = Map.of("AND", "OR", "OR", "AND");

  private final String sql;
  private final List<SqlToken> tokens;
  private final List<Mutant> mutants = new ArrayList<>();

  private GoldMutator(String sql, Dialect dialect) {
    this.sql = StatementBounds.of(SqlLexer.tokens(sql, dialect), dialect).text(sql);
    this.tokens = SqlLexer.tokens(this.sql, dialect);
  }

  /**
   * The wrong queries that can be made of a gold.
   *
   * @param columns how many columns its result has
   */
  public static List<Mutant> mutants(String gold, int columns, Dialect dialect) {
    GoldMutator mutator = new GoldMutator(gold, dialect);
    if (mutator.tokens.isEmpty()) {
      return List.of();
    }
    mutator.where();
    mutator.limits();
    mutator.distinct();
    mutator.order();
    mutator.swap("operator", token -> token.kind() == SqlToken.Kind.SYMBOL, OPERATORS);
    mutator.swap("connective", token -> !mutator.betweens(token), CONNECTIVES);
    mutator.swap("aggregate", mutator::isCall, AGGREGATES);
    mutator.columns(columns);
    mutator.wrapped(columns);
    return List.copyOf(mutator.mutants);
  }

  private int endOf(int token) {
    return tokens.get(token).start() + tokens.get(token).text().length();
  }

  private void add(String kind, int from, int to, String replacement) {
    mutants.add(new Mutant(kind, sql.substring(0, from) + replacement + sql.substring(to)));
  }

  /** The first token at the top level for which this holds, from an index on; -1 for none. */
  private int top(int from, Predicate<SqlToken> wanted) {
    return IntStream.range(Math.max(0, from), tokens.size())
        .filter(i -> tokens.get(i).depth() == 0 && wanted.test(tokens.get(i)))
        .findFirst()
        .orElse(-1);
  }

  private void where() {
    int where = top(0, token -> token.is("WHERE"));
    if (where >= 0) {
      int after = top(where, token -> AFTER_WHERE.contains(token.word()));
      add("drop-where", tokens.get(where).start(), after < 0 ? sql.length() : start(after), "");
    }
  }

  private int start(int token) {
    return tokens.get(token).start();
  }

  private void limits() {
    int limit = top(0, token -> token.is("LIMIT"));
    if (limit < 0
        || limit + 1 >= tokens.size()
        || !tokens.get(limit + 1).text().matches("\\d{1,6}")) {
      return;
    }
    int count = Integer.parseInt(tokens.get(limit + 1).text());
    add("limit+1", start(limit + 1), endOf(limit + 1), String.valueOf(count + 1));
    if (count > 1) {
      add("limit-1", start(limit + 1), endOf(limit + 1), String.valueOf(count - 1));
    }
  }

  private void distinct() {
    int distinct =
        IntStream.range(0, tokens.size())
            .filter(i -> tokens.get(i).is("DISTINCT"))
            .findFirst()
            .orElse(-1);
    if (distinct >= 0) {
      add("drop-distinct", start(distinct), endOf(distinct), "");
    }
    int select = top(0, token -> token.is("SELECT"));
    boolean has = select + 1 < tokens.size() && tokens.get(select + 1).is("DISTINCT");
    if (select >= 0 && !has) {
      add("add-distinct", endOf(select), endOf(select), " DISTINCT");
    }
  }

  private void order() {
    int order = top(0, token -> token.is("ORDER"));
    if (order < 0) {
      return;
    }
    int limit = top(order, token -> token.is("LIMIT"));
    add("drop-order", start(order), limit < 0 ? sql.length() : start(limit), "");
    int end = limit < 0 ? tokens.size() : limit;
    int comma = top(order, token -> token.is(","));
    int last = (comma < 0 || comma > end ? end : comma) - 1;
    boolean falls = tokens.get(last).is("DESC");
    boolean rises = tokens.get(last).is("ASC");
    add(
        "reverse-order",
        falls || rises ? start(last) : endOf(last),
        endOf(last),
        falls ? "ASC" : rises ? "DESC" : " DESC");
  }

  /** Whether an AND belongs to a BETWEEN. */
  private boolean betweens(SqlToken and) {
    int at = tokens.indexOf(and);
    for (int i = at - 1; i >= 0 && at - i < 8 && and.is("AND"); i--) {
      if (tokens.get(i).is("BETWEEN")) {
        return true;
      }
      if (tokens.get(i).is("AND") || tokens.get(i).is("OR")) {
        return false;
      }
    }
    return false;
  }

  private boolean isCall(SqlToken token) {
    int at = tokens.indexOf(token);
    return at + 1 < tokens.size() && tokens.get(at + 1).is("(");
  }

  /** Puts another word in the place of each that has one. */
  private void swap(String kind, Predicate<SqlToken> wanted, Map<String, String> others) {
    for (SqlToken token : tokens) {
      String other = others.get(token.kind() == SqlToken.Kind.SYMBOL ? token.text() : token.word());
      if (other != null && wanted.test(token)) {
        add(kind, token.start(), token.start() + token.text().length(), other);
      }
    }
  }

  private void columns(int columns) {
    int select = top(0, token -> token.is("SELECT"));
    int from = select < 0 ? -1 : top(select, token -> token.is("FROM"));
    boolean compound =
        top(0, token -> Set.of("UNION", "INTERSECT", "EXCEPT").contains(token.word())) >= 0;
    if (from < 0 || compound) {
      return;
    }
    add("add-column", endOf(from - 1), endOf(from - 1), ", 1");
    int comma = -1;
    for (int i = select; i < from; i++) {
      comma = tokens.get(i).depth() == 0 && tokens.get(i).is(",") ? i : comma;
    }
    if (comma > 0 && columns > 1) {
      add("drop-column", start(comma), endOf(from - 1), "");
    }
  }

  private void wrapped(int columns) {
    String names =
        IntStream.rangeClosed(1, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    String gold = "WITH gold(" + names + ") AS (" + sql + ") ";
    mutants.add(
        new Mutant("double-rows", gold + "SELECT * FROM gold UNION ALL SELECT * FROM gold"));
    if (columns > 1) {
      String others =
          IntStream.rangeClosed(2, columns)
              .mapToObj(i -> "b.c" + i)
              .collect(Collectors.joining(", "));
      mutants.add(
          new Mutant(
              "misalign",
              gold
                  + ", n AS (SELECT gold.*, row_number() OVER (ORDER BY "
                  + names
                  + ") AS r, count(*) OVER () AS k FROM gold) SELECT a.c1, "
                  + others
                  + " FROM n AS a JOIN n AS b ON b.r = a.r % a.k + 1 ORDER BY a.r"));
    }
  }
}
