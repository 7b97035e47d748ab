package dev.rewardgrader.grade.sql.spider;

import java.util.List;

/**
 * A query as the reference's dictionary. Lists are compared by content, so equality is the
 * reference's.
 *
 * @param from table units
 * @param fromConditions the join conditions
 * @param where conditions with {@code and}/{@code or} between them, as all condition lists
 * @param order null without ORDER BY
 * @param limit whether there is a LIMIT; the number is not looked at
 */
record SpiderSql(
    List<TableUnit> from,
    List<Object> fromConditions,
    Boolean distinct,
    List<SelectUnit> select,
    List<Object> where,
    List<ColumnUnit> group,
    List<Object> having,
    Order order,
    boolean limit,
    SpiderSql intersect,
    SpiderSql union,
    SpiderSql except) {

  /** What stands for a prediction that does not parse. */
  static final SpiderSql EMPTY =
      new SpiderSql(
          List.of(), List.of(), false, List.of(), List.of(), List.of(), List.of(), null, false,
          null, null, null);

  /** A table, or a query in its place. */
  record TableUnit(String table, SpiderSql query) {}

  record ColumnUnit(int aggregate, String column, Boolean distinct) {}

  /** One column, or two with an operator between them. */
  record ValueUnit(int operator, ColumnUnit left, ColumnUnit right) {}

  record SelectUnit(int aggregate, ValueUnit value) {}

  /** A comparison; values are a number, a text, a {@link ColumnUnit} or a {@link SpiderSql}. */
  record Condition(boolean not, int operator, ValueUnit unit, Object first, Object second) {}

  record Order(String direction, List<ValueUnit> units) {}
}
