package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The default metric. Rows are compared whole and as a bag, columns are matched by best assignment,
 * surplus rows and columns cost as much as missing ones, order counts where the gold has one, text
 * never equals a number, and NULL equals NULL. The score is 1 exactly when the results are the same
 * up to the order of columns and of rows that tie.
 */
public final class Sound {
  /**
   * Relative; what adding floats in another order may change, and far below any rounding that a
   * query asks for.
   */
  public static final double TOLERANCE = 1e-14;

  /** Larger results are matched by name and place; the exact test before it has no such limit. */
  private static final long MAX_WORK = 20_000_000;

  private Sound() {}

  /**
   * Scores a result.
   *
   * @param tolerance relative difference up to which two floats are the same
   */
  public static SoundScore score(ResultTable predicted, GoldRows gold, double tolerance) {
    Shape goldShape = new Shape(gold.table().rowCount(), gold.table().columnCount());
    Shape shape = new Shape(predicted.rowCount(), predicted.columnCount());
    if (gold.table().isEmpty() || predicted.isEmpty()) {
      boolean same = goldShape.equals(shape);
      return same ? SoundScore.perfect(goldShape) : SoundScore.of(0, 0, goldShape, shape, false);
    }
    NumberAligner normal = NumberAligner.of(gold.table(), tolerance);
    boolean ordered = gold.ordered();
    if (ColumnPermutation.find(gold.table(), predicted, ordered, normal).isPresent()) {
      return SoundScore.perfect(goldShape);
    }
    Optional<int[]> bag =
        ordered ? ColumnPermutation.find(gold.table(), predicted, false, normal) : Optional.empty();
    if (bag.isPresent()) {
      int rows = matchedRows(gold, predicted, bag.get(), all(gold.table().columnCount()), normal);
      boolean whole = rows == goldShape.rows();
      return whole
          ? SoundScore.perfect(goldShape)
          : SoundScore.of(rows, goldShape.columns(), goldShape, shape, true);
    }
    return partial(gold, predicted, normal, goldShape, shape);
  }

  private static int[] all(int count) {
    return IntStream.range(0, count).toArray();
  }

  /** The best of the assigned columns: the pairs that agree most, taken one after another. */
  private static SoundScore partial(
      GoldRows gold, ResultTable predicted, NumberAligner normal, Shape goldShape, Shape shape) {
    double[][] gain = gains(gold.table(), predicted, normal);
    int[] assigned = Assignment.best(gain);
    int[] byGain =
        IntStream.range(0, assigned.length)
            .filter(i -> assigned[i] >= 0 && gain[i][assigned[i]] >= 1)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -gain[i][assigned[i]]))
            .mapToInt(Integer::intValue)
            .toArray();
    long bestCells = 0;
    int bestRows = 0;
    int bestColumns = 0;
    for (int count = 1; count <= byGain.length; count++) {
      int rows = matchedRows(gold, predicted, assigned, Arrays.copyOf(byGain, count), normal);
      if ((long) rows * count > bestCells) {
        bestCells = (long) rows * count;
        bestRows = rows;
        bestColumns = count;
      }
    }
    return SoundScore.of(bestRows, bestColumns, goldShape, shape, false);
  }

  /** How many values two columns share; equal names break ties. */
  private static double[][] gains(ResultTable gold, ResultTable predicted, NumberAligner normal) {
    double[][] gain = new double[gold.columnCount()][predicted.columnCount()];
    long work =
        (long) gold.columnCount()
            * predicted.columnCount()
            * Math.max(gold.rowCount(), predicted.rowCount());
    List<Map<Object, Integer>> bags = new ArrayList<>();
    for (int j = 0; j < predicted.columnCount() && work <= MAX_WORK; j++) {
      bags.add(bag(predicted.column(j), normal));
    }
    for (int i = 0; i < gain.length; i++) {
      Map<Object, Integer> bag = work <= MAX_WORK ? bag(gold.column(i), normal) : Map.of();
      for (int j = 0; j < gain[i].length; j++) {
        String name = gold.columns().get(i);
        double bonus =
            name.equalsIgnoreCase(predicted.columns().get(j)) ? 0.25 : i == j ? 0.125 : 0;
        gain[i][j] = bonus + (work <= MAX_WORK ? shared(bag, bags.get(j)) : bonus > 0 ? 1 : 0);
      }
    }
    return gain;
  }

  private static Map<Object, Integer> bag(Object[] values, NumberAligner normal) {
    Map<Object, Integer> bag = new HashMap<>();
    for (Object value : values) {
      bag.merge(Optional.ofNullable(normal.apply(value)), 1, Integer::sum);
    }
    return bag;
  }

  private static int shared(Map<Object, Integer> left, Map<Object, Integer> right) {
    int count = 0;
    for (Map.Entry<Object, Integer> entry : left.entrySet()) {
      count += Math.min(entry.getValue(), right.getOrDefault(entry.getKey(), 0));
    }
    return count;
  }

  /** Rows of both sides that agree in these gold columns, as a bag or in the gold's order. */
  private static int matchedRows(
      GoldRows gold, ResultTable predicted, int[] assigned, int[] columns, NumberAligner normal) {
    Map<List<Object>, List<Integer>> rows = new HashMap<>();
    for (int row = gold.table().rowCount() - 1; row >= 0; row--) {
      rows.computeIfAbsent(
              project(gold.table().rows().get(row), columns, normal), _ -> new ArrayList<>())
          .add(row);
    }
    int[] mapped = Arrays.stream(columns).map(column -> assigned[column]).toArray();
    List<Integer> places = new ArrayList<>();
    for (Object[] row : predicted.rows()) {
      List<Integer> left = rows.get(project(row, mapped, normal));
      if (left != null && !left.isEmpty()) {
        int goldRow = left.removeLast();
        places.add(gold.ordered() ? gold.places()[goldRow] : 0);
      }
    }
    return gold.ordered() ? longestRise(places) : places.size();
  }

  private static List<Object> project(Object[] row, int[] columns, NumberAligner normal) {
    Object[] values = new Object[columns.length];
    for (int i = 0; i < columns.length; i++) {
      values[i] = normal.apply(row[columns[i]]);
    }
    return Arrays.asList(values);
  }

  /** Length of the longest subsequence that never falls. */
  static int longestRise(List<Integer> places) {
    int[] tails = new int[places.size()];
    int length = 0;
    for (int place : places) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (tails[middle] <= place) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      tails[low] = place;
      length = Math.max(length, low + 1);
    }
    return length;
  }
}
