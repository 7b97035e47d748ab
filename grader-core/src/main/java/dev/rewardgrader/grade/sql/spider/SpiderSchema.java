package dev.rewardgrader.grade.sql.spider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tables and columns of a database, all in lower case.
 *
 * @param tables columns by table, in the database's order
 * @param foreignKeys from a column id to the id of the column that stands for all that are linked
 *     to it
 */
public record SpiderSchema(Map<String, List<String>> tables, Map<String, String> foreignKeys) {
  static final String ALL = "__all__";

  public SpiderSchema {
    Map<String, List<String>> lower = new LinkedHashMap<>();
    tables.forEach(
        (table, columns) ->
            lower.put(
                table.toLowerCase(Locale.ROOT),
                columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()));
    tables = lower;
    foreignKeys = Map.copyOf(foreignKeys);
  }

  static String tableId(String table) {
    return "__" + table + "__";
  }

  static String columnId(String table, String column) {
    return "__" + table + "." + column + "__";
  }

  /**
   * The map that merges columns linked by foreign keys, from an entry of Spider's {@code
   * tables.json}.
   *
   * @param columns id of each column, in the entry's order
   * @param links pairs of column indexes
   */
  public static Map<String, String> foreignKeyMap(List<String> columns, List<int[]> links) {
    List<List<Integer>> groups = new ArrayList<>();
    for (int[] link : links) {
      List<Integer> group =
          groups.stream()
              .filter(known -> known.contains(link[0]) || known.contains(link[1]))
              .findFirst()
              .orElse(null);
      if (group == null) {
        group = new ArrayList<>();
        groups.add(group);
      }
      group.add(link[0]);
      group.add(link[1]);
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (List<Integer> group : groups) {
      int first = group.stream().mapToInt(Integer::intValue).min().orElseThrow();
      group.forEach(index -> map.put(columns.get(index), columns.get(first)));
    }
    return map;
  }

  /** The id of a column as {@code tables.json} writes it; a negative table stands for {@code *}. */
  public static String columnId(List<String> tables, int table, String column) {
    return table < 0
        ? ALL
        : columnId(tables.get(table).toLowerCase(Locale.ROOT), column.toLowerCase(Locale.ROOT));
  }
}
