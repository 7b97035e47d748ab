package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.QueryShape;
import dev.rewardgrader.grade.sql.metric.GoldRows;
import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds which rows of an ordered gold tie. Sort keys that are output columns are read off the
 * result; others are selected as further columns in a second run. Where neither works, every row
 * keeps its place.
 */
final class GoldOrder {
  /** Rows of a query without its LIMIT that are looked at to show a tie. */
  static final int MAX_UNLIMITED = 20_000;

  /** Parentheses and a collation leave a position what it is. */
  private static final Pattern POSITION =
      Pattern.compile("[(\\s]*(\\d{1,4})[)\\s]*(?:COLLATE\\s+\\S+)?", Pattern.CASE_INSENSITIVE);

  private final QueryRunner runner;
  private final Dialect dialect;
  private final String database;
  private final QueryLimits limits;

  GoldOrder(QueryRunner runner, Dialect dialect, String database, QueryLimits limits) {
    this.runner = runner;
    this.dialect = dialect;
    this.database = database;
    this.limits = limits;
  }

  /**
   * An ordered gold.
   *
   * @param unlimited the gold without its LIMIT, where that cuts through rows that tie; else null
   */
  record Placed(GoldRows rows, GoldRows unlimited) {}

  Placed of(String sql, ResultTable table) throws GraderFault, InterruptedException {
    QueryShape shape = QueryShape.of(sql, dialect);
    if (!shape.ordered()) {
      return new Placed(GoldRows.unordered(table), null);
    }
    List<String> keys = shape.sortKeys();
    int[] columns = keys.stream().mapToInt(key -> outputColumn(key, table.columns())).toArray();
    List<String> hidden = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] < 0) {
        columns[i] = table.columnCount() + hidden.size();
        hidden.add(keys.get(i));
      }
    }
    Optional<ResultTable> keyed =
        hidden.isEmpty() ? Optional.of(table) : extended(shape, hidden, true, table);
    if (keyed.isEmpty()) {
      return new Placed(GoldRows.strictlyOrdered(table), null);
    }
    GoldRows rows = new GoldRows(table, ties(shape, hidden, true, keyed.get(), columns).places());
    if (!shape.limited() || table.isEmpty()) {
      return new Placed(rows, null);
    }
    Optional<ResultTable> unlimited = extended(shape, hidden, false, table);
    if (unlimited.isEmpty() || unlimited.get().rowCount() <= table.rowCount()) {
      return new Placed(rows, null);
    }
    SortTies all = ties(shape, hidden, false, unlimited.get(), columns);
    boolean cut = all.tie(table.rowCount() - 1, table.rowCount());
    return new Placed(rows, cut ? withoutKeys(unlimited.get(), table, all) : null);
  }

  private static GoldRows withoutKeys(ResultTable keyed, ResultTable table, SortTies ties) {
    List<Object[]> rows = new ArrayList<>();
    keyed.rows().forEach(row -> rows.add(Arrays.copyOf(row, table.columnCount())));
    return new GoldRows(new ResultTable(table.columns(), rows), ties.places());
  }

  private SortTies ties(
      QueryShape shape, List<String> hidden, boolean limited, ResultTable keyed, int[] columns)
      throws GraderFault, InterruptedException {
    String sql = shape.withColumns(hidden, limited).orElse(shape.text());
    return SortTies.of(keyed, columns, sql, runner, dialect, database, pool(limited));
  }

  private QueryLimits pool(boolean limited) {
    return new QueryLimits(
        limits.deadline(), limited ? limits.maxRows() : MAX_UNLIMITED, limits.maxBytes());
  }

  /**
   * The index of the output column that a sort key names, by its position, name or alias; -1 for
   * none.
   */
  private static int outputColumn(String key, List<String> columns) {
    Matcher position = POSITION.matcher(key);
    if (position.matches()) {
      int index = Integer.parseInt(position.group(1)) - 1;
      return index < columns.size() ? index : -1;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equalsIgnoreCase(key)) {
        return i;
      }
    }
    return -1;
  }

  /** The gold with further columns; only where it starts with the gold's own rows. */
  private Optional<ResultTable> extended(
      QueryShape shape, List<String> hidden, boolean limited, ResultTable table)
      throws GraderFault, InterruptedException {
    Optional<String> sql = shape.withColumns(hidden, limited);
    if (sql.isEmpty()) {
      return Optional.empty();
    }
    SqlQuery query = new SqlQuery(dialect, database, sql.get(), pool(limited));
    Optional<Rows> rows = QueryFaults.rows(runner.run(query), query);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    ResultTable result = rows.get().table();
    boolean starts = result.rowCount() >= table.rowCount();
    for (int i = 0; starts && i < table.rowCount(); i++) {
      Object[] head = Arrays.copyOf(result.rows().get(i), table.columnCount());
      starts = PyValue.rowKey(head).equals(PyValue.rowKey(table.rows().get(i)));
    }
    return starts ? Optional.of(result) : Optional.empty();
  }
}
