package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.RowKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the values of a gold result, so that a candidate's values are looked up once and then
 * compared as numbers. A value that the gold does not have is {@link #UNKNOWN}.
 */
final class GoldCells {
  static final int UNKNOWN = -1;

  private final Map<Object, Integer> numbers = new HashMap<>();
  private final int[][] columns;
  private final int[] counts;

  GoldCells(List<RowKey> keys, int width) {
    columns = new int[width][keys.size()];
    for (int row = 0; row < keys.size(); row++) {
      for (int i = 0; i < columns.length; i++) {
        columns[i][row] = number(keys.get(row).get(i));
      }
    }
    counts = new int[numbers.size()];
    for (int[] column : columns) {
      for (int value : column) {
        counts[value]++;
      }
    }
  }

  private int number(Object key) {
    Integer known = numbers.putIfAbsent(key, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  /** The gold's own values, column by column. */
  int[] column(int index) {
    return columns[index];
  }

  int width() {
    return columns.length;
  }

  /** How many different values there are. */
  int size() {
    return counts.length;
  }

  /** How often each value occurs anywhere; a copy. */
  int[] counts() {
    return counts.clone();
  }

  /** The values of a candidate's rows, column by column. */
  int[][] lookUp(List<RowKey> rows, int width) {
    int[][] found = new int[width][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      RowKey key = rows.get(row);
      for (int i = 0; i < width; i++) {
        found[i][row] = numbers.getOrDefault(key.get(i), UNKNOWN);
      }
    }
    return found;
  }
}
