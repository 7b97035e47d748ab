package dev.rewardgrader.grade.sql.spider;

import dev.rewardgrader.grade.sql.spider.SpiderScore.Component;
import dev.rewardgrader.grade.sql.spider.SpiderSql.ColumnUnit;
import dev.rewardgrader.grade.sql.spider.SpiderSql.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Spider's exact set match (evaluation.py). Known flaws: values, DISTINCT and the LIMIT's number do
 * not count, and what the small parser does not know is wrong.
 */
public final class SpiderMatch {
  private static final int IN = SpiderParser.CONDITIONS.indexOf("in");
  private static final int LIKE = SpiderParser.CONDITIONS.indexOf("like");

  private SpiderMatch() {}

  /**
   * Compares two queries; as in the reference, {@code value} in the prediction is a literal that it
   * left open.
   */
  public static SpiderScore match(String predicted, String gold, SpiderSchema schema) {
    SpiderSql wanted;
    try {
      wanted = SpiderParser.parse(gold, schema);
    } catch (SpiderParseException _) {
      return new SpiderScore(false, false, null, false, Map.of());
    }
    SpiderSql got = SpiderSql.EMPTY;
    boolean parsed = false;
    try {
      got = SpiderParser.parse(predicted.replace("value", "1"), schema);
      parsed = true;
    } catch (SpiderParseException _) {
      // Counts as an empty query.
    }
    Map<String, Component> components = new LinkedHashMap<>();
    boolean exact =
        exact(
            SpiderNormalizer.normalize(got, schema),
            SpiderNormalizer.normalize(wanted, schema),
            components);
    return new SpiderScore(true, parsed, SpiderHardness.of(wanted), exact, components);
  }

  private static boolean exact(SpiderSql got, SpiderSql wanted, Map<String, Component> components) {
    components.put("select", bag(got.select(), wanted.select()));
    components.put(
        "select(no AGG)",
        bag(map(got.select(), u -> u.value()), map(wanted.select(), u -> u.value())));
    components.put("where", bag(conditions(got), conditions(wanted)));
    components.put(
        "where(no OP)",
        bag(map(conditions(got), c -> c.unit()), map(conditions(wanted), c -> c.unit())));
    components.put(
        "group(no Having)",
        bag(map(got.group(), SpiderMatch::bareName), map(wanted.group(), SpiderMatch::bareName)));
    components.put(
        "group", flag(!got.group().isEmpty(), !wanted.group().isEmpty(), sameGroup(got, wanted)));
    boolean sameOrder =
        wanted.order() != null
            && wanted.order().equals(got.order())
            && got.limit() == wanted.limit();
    components.put("order", flag(got.order() != null, wanted.order() != null, sameOrder));
    components.put("and/or", connectives(got, wanted));
    components.put("IUEN", nested(got, wanted));
    components.put("keywords", keywords(keywords(got), keywords(wanted)));
    return components.values().stream().allMatch(Component::matches) && sameTables(got, wanted);
  }

  private static <T, R> List<R> map(List<T> units, Function<T, R> part) {
    return units.stream().map(part).toList();
  }

  private static List<Condition> conditions(SpiderSql sql) {
    return sql.where().stream()
        .filter(Condition.class::isInstance)
        .map(Condition.class::cast)
        .toList();
  }

  private static Component component(int matched, int gold, int predicted) {
    return new Component(gold == predicted && matched == predicted, gold, predicted);
  }

  private static Component bag(List<?> got, List<?> wanted) {
    List<Object> left = new ArrayList<>(wanted);
    int matched = (int) got.stream().filter(left::remove).count();
    return component(matched, wanted.size(), got.size());
  }

  private static Component flag(boolean got, boolean wanted, boolean same) {
    return component(same ? 1 : 0, wanted ? 1 : 0, got ? 1 : 0);
  }

  private static String bareName(ColumnUnit unit) {
    String id = unit.column();
    return id.contains(".") ? id.split("\\.", -1)[1] : id;
  }

  private static boolean sameGroup(SpiderSql got, SpiderSql wanted) {
    return !got.group().isEmpty()
        && !wanted.group().isEmpty()
        && map(got.group(), ColumnUnit::column).equals(map(wanted.group(), ColumnUnit::column))
        && got.having().equals(wanted.having());
  }

  private static Component connectives(SpiderSql got, SpiderSql wanted) {
    Set<Object> left =
        got.where().stream().filter(String.class::isInstance).collect(Collectors.toSet());
    Set<Object> right =
        wanted.where().stream().filter(String.class::isInstance).collect(Collectors.toSet());
    // The reference returns the two counts in the other order here.
    return left.equals(right)
        ? component(1, 1, 1)
        : new Component(false, left.size(), right.size());
  }

  private static Component nested(SpiderSql got, SpiderSql wanted) {
    int gold = 0;
    int predicted = 0;
    int matched = 0;
    for (Function<SpiderSql, SpiderSql> part :
        List.<Function<SpiderSql, SpiderSql>>of(
            SpiderSql::intersect, SpiderSql::except, SpiderSql::union)) {
      SpiderSql left = part.apply(got);
      SpiderSql right = part.apply(wanted);
      predicted += left == null ? 0 : 1;
      gold += right == null ? 0 : 1;
      matched += left != null && right != null && exact(left, right, new LinkedHashMap<>()) ? 1 : 0;
    }
    return component(matched, gold, predicted);
  }

  private static Component keywords(Set<String> got, Set<String> wanted) {
    return component(
        (int) got.stream().filter(wanted::contains).count(), wanted.size(), got.size());
  }

  private static Set<String> keywords(SpiderSql sql) {
    Set<String> words = new HashSet<>();
    addIf(words, "where", !sql.where().isEmpty());
    addIf(words, "group", !sql.group().isEmpty());
    addIf(words, "having", !sql.having().isEmpty());
    if (sql.order() != null) {
      words.add(sql.order().direction());
      words.add("order");
    }
    addIf(words, "limit", sql.limit());
    addIf(words, "except", sql.except() != null);
    addIf(words, "union", sql.union() != null);
    addIf(words, "intersect", sql.intersect() != null);
    SpiderHardness.allConditions(sql)
        .forEach(
            part -> {
              addIf(words, "or", part.equals("or"));
              addIf(words, "not", part instanceof Condition c && c.not());
              addIf(words, "in", part instanceof Condition c && c.operator() == IN);
              addIf(words, "like", part instanceof Condition c && c.operator() == LIKE);
            });
    return words;
  }

  private static void addIf(Set<String> words, String word, boolean holds) {
    if (holds) {
      words.add(word);
    }
  }

  private static boolean sameTables(SpiderSql got, SpiderSql wanted) {
    return wanted.from().isEmpty() || tables(got).equals(tables(wanted));
  }

  /** Tables in order; queries in their place come first and keep theirs. */
  private static List<Object> tables(SpiderSql sql) {
    Stream<Object> queries =
        sql.from().stream().filter(unit -> unit.table() == null).map(unit -> unit.query());
    Stream<Object> names =
        sql.from().stream()
            .filter(unit -> unit.table() != null)
            .map(unit -> unit.table())
            .sorted(Comparator.naturalOrder())
            .map(name -> (Object) name);
    return Stream.concat(queries, names).toList();
  }
}
