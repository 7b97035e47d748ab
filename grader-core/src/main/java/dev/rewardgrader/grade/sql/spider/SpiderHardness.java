package dev.rewardgrader.grade.sql.spider;

import dev.rewardgrader.grade.sql.spider.SpiderScore.Hardness;
import dev.rewardgrader.grade.sql.spider.SpiderSql.Condition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Spider's hardness of a query, from counts of its parts. */
final class SpiderHardness {
  private static final int LIKE = SpiderParser.CONDITIONS.indexOf("like");

  private SpiderHardness() {}

  static Hardness of(SpiderSql sql) {
    int clauses = clauses(sql);
    int nested = nested(sql);
    int others = others(sql);
    if (clauses <= 1 && others == 0 && nested == 0) {
      return Hardness.EASY;
    }
    if (nested == 0 && ((others <= 2 && clauses <= 1) || (clauses <= 2 && others < 2))) {
      return Hardness.MEDIUM;
    }
    boolean hard =
        nested == 0
            ? (others > 2 && clauses <= 2) || (clauses == 3 && others <= 2)
            : clauses <= 1 && others == 0 && nested == 1;
    return hard ? Hardness.HARD : Hardness.EXTRA;
  }

  static Stream<Object> allConditions(SpiderSql sql) {
    return Stream.of(sql.fromConditions(), sql.where(), sql.having()).flatMap(List::stream);
  }

  private static int clauses(SpiderSql sql) {
    int count = sql.where().isEmpty() ? 0 : 1;
    count += sql.group().isEmpty() ? 0 : 1;
    count += sql.order() == null ? 0 : 1;
    count += sql.limit() ? 1 : 0;
    count += Math.max(0, sql.from().size() - 1);
    count += (int) allConditions(sql).filter("or"::equals).count();
    count +=
        (int)
            allConditions(sql)
                .filter(part -> part instanceof Condition c && c.operator() == LIKE)
                .count();
    return count;
  }

  private static int nested(SpiderSql sql) {
    long inConditions =
        allConditions(sql)
            .filter(Condition.class::isInstance)
            .map(Condition.class::cast)
            .mapToInt(c -> isQuery(c.first()) + isQuery(c.second()))
            .sum();
    return (int) inConditions
        + (int)
            Stream.of(sql.intersect(), sql.except(), sql.union()).filter(Objects::nonNull).count();
  }

  private static int isQuery(Object value) {
    return value instanceof SpiderSql ? 1 : 0;
  }

  private static int others(SpiderSql sql) {
    long aggregates = sql.select().stream().filter(unit -> unit.aggregate() != 0).count();
    // The reference takes the first field of each part: for a condition that is NOT, for "and" a
    // letter.
    aggregates +=
        sql.where().stream().filter(part -> part instanceof Condition c && c.not()).count();
    aggregates +=
        sql.having().stream().filter(part -> !(part instanceof Condition c) || c.not()).count();
    aggregates += sql.group().stream().filter(unit -> unit.aggregate() != 0).count();
    if (sql.order() != null) {
      aggregates +=
          sql.order().units().stream()
              .flatMap(unit -> Stream.of(unit.left(), unit.right()))
              .filter(unit -> unit != null && unit.aggregate() != 0)
              .count();
    }
    int count = aggregates > 1 ? 1 : 0;
    count += sql.select().size() > 1 ? 1 : 0;
    count += sql.where().size() > 1 ? 1 : 0;
    count += sql.group().size() > 1 ? 1 : 0;
    return count;
  }
}
