package dev.rewardgrader.grade.sql.spider;

import dev.rewardgrader.grade.sql.spider.SpiderSql.ColumnUnit;
import dev.rewardgrader.grade.sql.spider.SpiderSql.Condition;
import dev.rewardgrader.grade.sql.spider.SpiderSql.Order;
import dev.rewardgrader.grade.sql.spider.SpiderSql.SelectUnit;
import dev.rewardgrader.grade.sql.spider.SpiderSql.ValueUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Drops what exact match does not look at: values, DISTINCT, and which of several linked columns
 * was named. As in the reference, queries inside conditions lose their values only, and queries
 * inside FROM stay as they are.
 */
final class SpiderNormalizer {
  private final SpiderSchema schema;
  private final Set<String> columns = new HashSet<>();

  private SpiderNormalizer(SpiderSchema schema) {
    this.schema = schema;
  }

  static SpiderSql normalize(SpiderSql sql, SpiderSchema schema) {
    SpiderNormalizer normalizer = new SpiderNormalizer(schema);
    Set<String> tables = new HashSet<>();
    sql.from().stream()
        .filter(unit -> unit.table() != null)
        .forEach(unit -> tables.add(unit.table()));
    schema
        .tables()
        .forEach(
            (table, names) -> {
              if (tables.contains(SpiderSchema.tableId(table))) {
                names.forEach(name -> normalizer.columns.add(SpiderSchema.columnId(table, name)));
              }
            });
    return normalizer.columns(dropValues(sql));
  }

  private static SpiderSql dropValues(SpiderSql sql) {
    return sql == null
        ? null
        : new SpiderSql(
            sql.from(),
            dropValues(sql.fromConditions()),
            sql.distinct(),
            sql.select(),
            dropValues(sql.where()),
            sql.group(),
            dropValues(sql.having()),
            sql.order(),
            sql.limit(),
            dropValues(sql.intersect()),
            dropValues(sql.union()),
            dropValues(sql.except()));
  }

  private static List<Object> dropValues(List<Object> conditions) {
    return conditions.stream().map(SpiderNormalizer::dropValue).toList();
  }

  private static Object dropValue(Object part) {
    return part instanceof Condition condition
        ? new Condition(
            condition.not(),
            condition.operator(),
            condition.unit(),
            condition.first() instanceof SpiderSql query ? dropValues(query) : null,
            condition.second() instanceof SpiderSql query ? dropValues(query) : null)
        : part;
  }

  private SpiderSql columns(SpiderSql sql) {
    return sql == null
        ? null
        : new SpiderSql(
            sql.from(),
            conditions(sql.fromConditions()),
            null,
            sql.select().stream()
                .map(unit -> new SelectUnit(unit.aggregate(), unit(unit.value())))
                .toList(),
            conditions(sql.where()),
            sql.group().stream().map(this::unit).toList(),
            conditions(sql.having()),
            sql.order() == null
                ? null
                : new Order(
                    sql.order().direction(), sql.order().units().stream().map(this::unit).toList()),
            sql.limit(),
            columns(sql.intersect()),
            columns(sql.union()),
            columns(sql.except()));
  }

  private List<Object> conditions(List<Object> conditions) {
    return conditions.stream().map(this::condition).toList();
  }

  private Object condition(Object part) {
    return part instanceof Condition condition
        ? new Condition(
            condition.not(),
            condition.operator(),
            unit(condition.unit()),
            condition.first(),
            condition.second())
        : part;
  }

  private ValueUnit unit(ValueUnit unit) {
    return new ValueUnit(unit.operator(), unit(unit.left()), unit(unit.right()));
  }

  private ColumnUnit unit(ColumnUnit unit) {
    if (unit == null) {
      return null;
    }
    String id = unit.column();
    String linked = columns.contains(id) ? schema.foreignKeys().getOrDefault(id, id) : id;
    return new ColumnUnit(unit.aggregate(), linked, null);
  }
}
