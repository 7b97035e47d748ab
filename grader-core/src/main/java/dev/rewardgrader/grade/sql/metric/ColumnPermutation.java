package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds a renaming of the columns under which two results are the same bag of rows, in whole or
 * between places that rows must keep. Columns are assigned one after another; after each, the bags
 * of row prefixes must agree, so a dead end is left at once. Columns that hold the same values are
 * told apart by the rows that these stand in, before anything is tried.
 */
final class ColumnPermutation {
  /** A search this long only happens on results made for it; the answer is then no. */
  private static final long MAX_STEPS = 20_000;

  /** The same in rows looked at. */
  private static final long MAX_VISITS = 20_000_000;

  /** How often columns are told apart by their rows, and rows by their columns. */
  private static final int ROUNDS = 2;

  private final List<RowKey> left;
  private final List<RowKey> right;
  private final int rows;
  private final int width;
  private final int[] places;
  private final int[] assigned;
  private long stepsLeft;

  private ColumnPermutation(List<RowKey> left, List<RowKey> right, int width, int[] places) {
    this.left = left;
    this.right = right;
    this.rows = left.size();
    this.width = width;
    this.places = places;
    this.assigned = new int[width];
    this.stepsLeft = Math.max(2L * width, Math.min(MAX_STEPS, MAX_VISITS / Math.max(1, rows)));
  }

  /**
   * For each left column the right column it equals; empty where there is no such renaming. Both
   * sides have the same shape.
   *
   * @param ordered rows must agree one by one
   */
  static Optional<int[]> find(List<RowKey> left, List<RowKey> right, int width, boolean ordered) {
    return ordered
        ? find(left, right, width, IntStream.range(0, left.size()).toArray())
        : find(left, right, width, new int[left.size()]);
  }

  /**
   * The same where rows may change places with those of the same place only.
   *
   * @param places for each row, of either side, its place; never falling
   */
  static Optional<int[]> find(List<RowKey> left, List<RowKey> right, int width, int[] places) {
    // Of several renamings the one that changes least is found, so this is no other answer.
    if (left.equals(right)) {
      return Optional.of(IntStream.range(0, width).toArray());
    }
    ColumnPermutation search = new ColumnPermutation(left, right, width, places);
    return search.assign() ? Optional.of(search.assigned) : Optional.empty();
  }

  /** The same for two tables, which may have any shape. */
  static Optional<int[]> find(ResultTable left, ResultTable right, boolean ordered) {
    return left.rowCount() != right.rowCount() || left.columnCount() != right.columnCount()
        ? Optional.empty()
        : find(left.rowKeys(), right.rowKeys(), left.columnCount(), ordered);
  }

  private boolean assign() {
    long[] leftMarks = new long[width];
    long[] rightMarks = new long[width];
    for (int round = 0; round <= ROUNDS; round++) {
      leftMarks = marks(left, leftMarks);
      rightMarks = marks(right, rightMarks);
      if (!sameBag(leftMarks, rightMarks)) {
        return false;
      }
      if (Arrays.stream(leftMarks).distinct().count() == width) {
        break;
      }
    }
    List<List<Integer>> partners = new ArrayList<>();
    for (long mark : leftMarks) {
      List<Integer> same = new ArrayList<>();
      for (int j = 0; j < width; j++) {
        if (rightMarks[j] == mark) {
          same.add(j);
        }
      }
      partners.add(same);
    }
    return assign(0, places, places, partners, new boolean[width]);
  }

  private static boolean sameBag(long[] left, long[] right) {
    long[] a = left.clone();
    long[] b = right.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    return Arrays.equals(a, b);
  }

  /**
   * A number for each column that does not depend on the order of columns, nor on that of rows in
   * one place: of its values, each with the place and the row that it stands in. Equal columns have
   * equal ones; {@link #refine} looks closer.
   *
   * @param known what tells the columns apart so far
   */
  private long[] marks(List<RowKey> table, long[] known) {
    long[] marks = new long[width];
    long[] cells = new long[width];
    for (int row = 0; row < rows; row++) {
      long whole = places[row];
      for (int j = 0; j < width; j++) {
        cells[j] = mix(Objects.hashCode(table.get(row).get(j)) + 31 * known[j]);
        whole += cells[j];
      }
      long mark = mix(whole);
      for (int j = 0; j < width; j++) {
        marks[j] += mix(cells[j] ^ mark);
      }
    }
    return marks;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  /**
   * Groups are the row prefixes so far: rows with the same number agree in place and all assigned
   * columns, on both sides.
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
      if (used[partner] || --stepsLeft < 0) {
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
