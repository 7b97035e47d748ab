package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds a renaming of the columns under which two results are the same bag, or the same list, of
 * rows. Columns are assigned one after another; after each, the bags of row prefixes must agree, so
 * a dead end is left at once.
 */
final class ColumnPermutation {
  /** A search this long only happens on results made for it; the answer is then no. */
  private static final int MAX_STEPS = 20_000;

  private final Object[][] left;
  private final Object[][] right;
  private final int rows;
  private final int[] assigned;
  private int steps;

  private ColumnPermutation(Object[][] left, Object[][] right, int rows) {
    this.left = left;
    this.right = right;
    this.rows = rows;
    this.assigned = new int[left.length];
  }

  /**
   * For each left column the right column it equals; empty where there is no such renaming or the
   * shapes differ.
   *
   * @param ordered rows must agree one by one
   * @param normal the form in which two values are compared by {@code equals}
   */
  static Optional<int[]> find(
      ResultTable left, ResultTable right, boolean ordered, UnaryOperator<Object> normal) {
    if (left.rowCount() != right.rowCount() || left.columnCount() != right.columnCount()) {
      return Optional.empty();
    }
    ColumnPermutation search =
        new ColumnPermutation(keys(left, normal), keys(right, normal), left.rowCount());
    boolean found = ordered ? search.assignOrdered() : search.assignUnordered();
    return found ? Optional.of(search.assigned) : Optional.empty();
  }

  static Optional<int[]> find(ResultTable left, ResultTable right, boolean ordered) {
    return find(left, right, ordered, PyValue::key);
  }

  private static Object[][] keys(ResultTable table, UnaryOperator<Object> normal) {
    Object[][] columns = new Object[table.columnCount()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = table.column(i);
      for (int row = 0; row < columns[i].length; row++) {
        columns[i][row] = normal.apply(columns[i][row]);
      }
    }
    return columns;
  }

  private boolean assignOrdered() {
    boolean[] used = new boolean[right.length];
    for (int i = 0; i < left.length; i++) {
      int partner = -1;
      for (int j = 0; j < right.length && partner < 0; j++) {
        partner = !used[j] && Arrays.equals(left[i], right[j]) ? j : -1;
      }
      if (partner < 0) {
        return false;
      }
      used[partner] = true;
      assigned[i] = partner;
    }
    return true;
  }

  private boolean assignUnordered() {
    List<List<Integer>> partners = new ArrayList<>();
    for (Object[] column : left) {
      Map<Object, Integer> bag = bag(column);
      List<Integer> same = new ArrayList<>();
      for (int j = 0; j < right.length; j++) {
        if (bag.equals(bag(right[j]))) {
          same.add(j);
        }
      }
      if (same.isEmpty()) {
        return false;
      }
      partners.add(same);
    }
    return assign(0, new int[rows], new int[rows], partners, new boolean[right.length]);
  }

  /**
   * Groups are the row prefixes so far: rows with the same number agree in all assigned columns, on
   * both sides.
   */
  private boolean assign(
      int column,
      int[] leftGroups,
      int[] rightGroups,
      List<List<Integer>> partners,
      boolean[] used) {
    if (column == left.length) {
      return true;
    }
    for (int partner : partners.get(column)) {
      if (used[partner] || ++steps > MAX_STEPS) {
        continue;
      }
      int[] nextLeft = new int[rows];
      int[] nextRight = new int[rows];
      if (refine(left[column], leftGroups, nextLeft, right[partner], rightGroups, nextRight)) {
        used[partner] = true;
        assigned[column] = partner;
        if (assign(column + 1, nextLeft, nextRight, partners, used)) {
          return true;
        }
        used[partner] = false;
      }
    }
    return false;
  }

  private record Prefix(int group, Object value) {}

  private boolean refine(
      Object[] leftValues,
      int[] leftGroups,
      int[] nextLeft,
      Object[] rightValues,
      int[] rightGroups,
      int[] nextRight) {
    Map<Prefix, Integer> numbers = new HashMap<>();
    int[] counts = new int[rows];
    for (int row = 0; row < rows; row++) {
      nextLeft[row] =
          numbers.computeIfAbsent(
              new Prefix(leftGroups[row], leftValues[row]), _ -> numbers.size());
      counts[nextLeft[row]]++;
    }
    for (int row = 0; row < rows; row++) {
      Integer number = numbers.get(new Prefix(rightGroups[row], rightValues[row]));
      if (number == null || --counts[number] < 0) {
        return false;
      }
      nextRight[row] = number;
    }
    return true;
  }

  private static Map<Object, Integer> bag(Object[] values) {
    Map<Object, Integer> bag = new HashMap<>();
    for (Object value : values) {
      bag.merge(Optional.ofNullable(value), 1, Integer::sum);
    }
    return bag;
  }
}
