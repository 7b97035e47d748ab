package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds a renaming of the columns under which two results are the same bag, or the same list, of
 * rows. Columns are assigned one after another; after each, the bags of row prefixes must agree, so
 * a dead end is left at once.
 */
final class ColumnPermutation {
  /** A search this long only happens on results made for it; the answer is then no. */
  private static final int MAX_STEPS = 20_000;

  private final List<RowKey> left;
  private final List<RowKey> right;
  private final int rows;
  private final int width;
  private final int[] assigned;
  private int steps;

  private ColumnPermutation(List<RowKey> left, List<RowKey> right, int width) {
    this.left = left;
    this.right = right;
    this.rows = left.size();
    this.width = width;
    this.assigned = new int[width];
  }

  /**
   * For each left column the right column it equals; empty where there is no such renaming. Both
   * sides have the same shape.
   *
   * @param ordered rows must agree one by one
   */
  static Optional<int[]> find(List<RowKey> left, List<RowKey> right, int width, boolean ordered) {
    // Of several renamings the one that changes least is found, so this is no other answer.
    if (left.equals(right)) {
      return Optional.of(IntStream.range(0, width).toArray());
    }
    ColumnPermutation search = new ColumnPermutation(left, right, width);
    boolean found = ordered ? search.assignOrdered() : search.assignUnordered();
    return found ? Optional.of(search.assigned) : Optional.empty();
  }

  /** The same for two tables, which may have any shape. */
  static Optional<int[]> find(ResultTable left, ResultTable right, boolean ordered) {
    return left.rowCount() != right.rowCount() || left.columnCount() != right.columnCount()
        ? Optional.empty()
        : find(left.rowKeys(), right.rowKeys(), left.columnCount(), ordered);
  }

  private boolean assignOrdered() {
    boolean[] used = new boolean[width];
    for (int i = 0; i < width; i++) {
      int partner = -1;
      for (int j = 0; j < width && partner < 0; j++) {
        partner = !used[j] && sameColumn(i, j) ? j : -1;
      }
      if (partner < 0) {
        return false;
      }
      used[partner] = true;
      assigned[i] = partner;
    }
    return true;
  }

  private boolean sameColumn(int leftColumn, int rightColumn) {
    for (int row = 0; row < rows; row++) {
      if (!Objects.equals(left.get(row).get(leftColumn), right.get(row).get(rightColumn))) {
        return false;
      }
    }
    return true;
  }

  private boolean assignUnordered() {
    long[] sums = new long[width];
    for (int j = 0; j < width; j++) {
      sums[j] = bagHash(right, j);
    }
    List<List<Integer>> partners = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      long sum = bagHash(left, i);
      List<Integer> same = new ArrayList<>();
      for (int j = 0; j < width; j++) {
        if (sums[j] == sum) {
          same.add(j);
        }
      }
      if (same.isEmpty()) {
        return false;
      }
      partners.add(same);
    }
    return assign(0, new int[rows], new int[rows], partners, new boolean[width]);
  }

  /** Equal bags of values have equal ones; {@link #refine} looks closer. */
  private static long bagHash(List<RowKey> rows, int column) {
    long sum = 0;
    for (RowKey row : rows) {
      long hash = Objects.hashCode(row.get(column)) * 0x9E3779B97F4A7C15L;
      sum += hash ^ (hash >>> 29);
    }
    return sum;
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
    if (column == width) {
      return true;
    }
    for (int partner : partners.get(column)) {
      if (used[partner] || ++steps > MAX_STEPS) {
        continue;
      }
      int[] nextLeft = new int[rows];
      int[] nextRight = new int[rows];
      if (refine(column, leftGroups, nextLeft, partner, rightGroups, nextRight)) {
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
      int leftColumn,
      int[] leftGroups,
      int[] nextLeft,
      int rightColumn,
      int[] rightGroups,
      int[] nextRight) {
    Map<Prefix, Integer> numbers = new HashMap<>();
    int[] counts = new int[rows];
    for (int row = 0; row < rows; row++) {
      Prefix prefix = new Prefix(leftGroups[row], left.get(row).get(leftColumn));
      Integer known = numbers.putIfAbsent(prefix, numbers.size());
      nextLeft[row] = known == null ? numbers.size() - 1 : known;
      counts[nextLeft[row]]++;
    }
    for (int row = 0; row < rows; row++) {
      Integer number = numbers.get(new Prefix(rightGroups[row], right.get(row).get(rightColumn)));
      if (number == null || --counts[number] < 0) {
        return false;
      }
      nextRight[row] = number;
    }
    return true;
  }
}
