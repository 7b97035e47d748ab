package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
  private static final long MAX_WORK = 200_000_000;

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
    GoldRows.Aligned aligned = gold.aligned(tolerance);
    List<RowKey> rows = aligned.aligner().align(predicted);
    boolean sameShape = goldShape.equals(shape);
    if (sameShape && same(aligned, rows, gold.places()).isPresent()) {
      return SoundScore.perfect(goldShape);
    }
    int[][] cells = aligned.cells().lookUp(rows, predicted.columnCount());
    Optional<int[]> bag =
        sameShape && gold.ordered() ? same(aligned, rows, new int[rows.size()]) : Optional.empty();
    if (bag.isPresent()) {
      MatchedRows matched = new MatchedRows(gold, rows.size());
      for (int i = 0; i < bag.get().length; i++) {
        matched.refine(aligned.cells().column(i), cells[bag.get()[i]]);
      }
      return SoundScore.of(matched.count(), goldShape.columns(), goldShape, shape, true);
    }
    return partial(gold, aligned.cells(), predicted, cells, goldShape, shape);
  }

  private static Optional<int[]> same(GoldRows.Aligned gold, List<RowKey> rows, int[] places) {
    return ColumnPermutation.find(gold.keys(), rows, gold.cells().width(), places);
  }

  /** The best of the assigned columns: the pairs that agree most, taken one after another. */
  private static SoundScore partial(
      GoldRows gold,
      GoldCells goldCells,
      ResultTable predicted,
      int[][] cells,
      Shape goldShape,
      Shape shape) {
    double[][] gain = gains(gold.table(), goldCells, predicted, cells);
    int[] assigned = Assignment.best(gain);
    int[] byGain = byGain(gain, assigned);
    MatchedRows matched = new MatchedRows(gold, predicted.rowCount());
    long bestCells = 0;
    int bestRows = 0;
    int bestColumns = 0;
    for (int count = 1; count <= byGain.length; count++) {
      int column = byGain[count - 1];
      matched.refine(goldCells.column(column), cells[assigned[column]]);
      int rows = matched.count();
      if ((long) rows * count > bestCells) {
        bestCells = (long) rows * count;
        bestRows = rows;
        bestColumns = count;
      }
    }
    return SoundScore.of(bestRows, bestColumns, goldShape, shape, false);
  }

  /** The assigned columns that share a value with theirs, those that share most first. */
  private static int[] byGain(double[][] gain, int[] assigned) {
    int[] columns = new int[assigned.length];
    int count = 0;
    for (int i = 0; i < assigned.length; i++) {
      if (assigned[i] < 0 || gain[i][assigned[i]] < 1) {
        continue;
      }
      int at = count++;
      while (at > 0 && gain[columns[at - 1]][assigned[columns[at - 1]]] < gain[i][assigned[i]]) {
        columns[at] = columns[at - 1];
        at--;
      }
      columns[at] = i;
    }
    return Arrays.copyOf(columns, count);
  }

  /** How many values two columns share; equal names break ties. */
  private static double[][] gains(
      ResultTable table, GoldCells goldCells, ResultTable predicted, int[][] cells) {
    double[][] gain = new double[table.columnCount()][predicted.columnCount()];
    long work =
        (long) table.columnCount()
            * predicted.columnCount()
            * Math.max(table.rowCount(), predicted.rowCount());
    int[] left = new int[goldCells.size()];
    for (int i = 0; i < gain.length; i++) {
      int[] column = goldCells.column(i);
      for (int value : column) {
        left[value]++;
      }
      for (int j = 0; j < gain[i].length; j++) {
        String name = table.columns().get(i);
        double bonus =
            name.equalsIgnoreCase(predicted.columns().get(j)) ? 0.25 : i == j ? 0.125 : 0;
        gain[i][j] = bonus + (work <= MAX_WORK ? shared(cells[j], left) : bonus > 0 ? 1 : 0);
      }
      for (int value : column) {
        left[value] = 0;
      }
    }
    return gain;
  }

  /**
   * How many of a candidate's values a gold column has, each as often as both have it.
   *
   * @param left how often the gold column has each value; the same before and after
   */
  private static int shared(int[] column, int[] left) {
    int count = 0;
    for (int value : column) {
      if (value != GoldCells.UNKNOWN && --left[value] >= 0) {
        count++;
      }
    }
    for (int value : column) {
      if (value != GoldCells.UNKNOWN) {
        left[value]++;
      }
    }
    return count;
  }
}
