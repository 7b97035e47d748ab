package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which rows of a sorted result tie. Texts that differ may tie, too: under SQLite's NOCASE or
 * MariaDB's collations {@code a} and {@code A} are one. Where neighbours are so much alike, the
 * engine itself ranks the column.
 */
final class SortTies {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private final ResultTable table;
  private final int[] columns;
  private final Map<Integer, Map<Object, Object>> ranks = new HashMap<>();

  private SortTies(ResultTable table, int[] columns) {
    this.table = table;
    this.columns = columns;
  }

  /**
   * The ties of a result.
   *
   * @param sql the query that gave it, without an end mark
   * @param columns its sort keys
   */
  static SortTies of(
      ResultTable table,
      int[] columns,
      String sql,
      QueryRunner runner,
      Dialect dialect,
      String database,
      QueryLimits limits)
      throws GraderFault, InterruptedException {
    SortTies ties = new SortTies(table, columns);
    for (int column : columns) {
      if (ties.hasLookalikes(column) && ties.isOnlyName(column)) {
        String name = quoted(table.columns().get(column), dialect);
        String ranked =
            "SELECT %s, DENSE_RANK() OVER (ORDER BY %s) FROM (%s) AS grader_sorted"
                .formatted(name, name, sql);
        SqlQuery query = new SqlQuery(dialect, database, ranked, limits);
        QueryFaults.rows(runner.run(query), query)
            .ifPresent(rows -> ties.ranks.put(column, ranks(rows.table())));
      }
    }
    return ties;
  }

  private static Map<Object, Object> ranks(ResultTable ranked) {
    Map<Object, Object> ranks = new HashMap<>();
    for (Object[] row : ranked.rows()) {
      ranks.put(row[0], row[1]);
    }
    return ranks;
  }

  /** In double quotes SQLite would take a name that is none for a text. */
  private static String quoted(String name, Dialect dialect) {
    String quote = dialect == Dialect.SQLITE || dialect == Dialect.MARIADB ? "`" : "\"";
    return quote + name.replace(quote, quote + quote) + quote;
  }

  private boolean isOnlyName(int column) {
    String name = table.columns().get(column);
    return table.columns().stream().filter(name::equalsIgnoreCase).count() == 1;
  }

  private boolean hasLookalikes(int column) {
    for (int i = 1; i < table.rowCount(); i++) {
      if (table.rows().get(i - 1)[column] instanceof String left
          && table.rows().get(i)[column] instanceof String right
          && !left.equals(right)
          && folded(left).equals(folded(right))) {
        return true;
      }
    }
    return false;
  }

  /** A text without what the loosest collations leave out: case, accents, blanks at its end. */
  private static String folded(String text) {
    return MARKS
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
        .replaceAll("")
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .stripTrailing();
  }

  /** Whether two rows have equal sort keys. */
  boolean tie(int left, int right) {
    return Arrays.stream(columns)
        .allMatch(
            column ->
                same(column, table.rows().get(left)[column], table.rows().get(right)[column]));
  }

  private boolean same(int column, Object left, Object right) {
    if (PyValue.equal(left, right)) {
      return true;
    }
    Map<Object, Object> known = ranks.get(column);
    Object rank = known == null || !(left instanceof String) ? null : known.get(left);
    return rank != null && rank.equals(known.get(right));
  }

  /** For each row its place: that of the first row that it ties with. */
  int[] places() {
    int[] places = new int[table.rowCount()];
    for (int i = 1; i < places.length; i++) {
      places[i] = tie(i - 1, i) ? places[i - 1] : i;
    }
    return places;
  }
}
