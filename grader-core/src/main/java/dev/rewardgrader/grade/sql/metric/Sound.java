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

  /** Cells that are looked at again to tell columns with the same values from each other. */
  private static final long MAX_SWAP_WORK = 2_000_000;

  private Sound() {}

  /**
   * Rows that agree in some of the columns.
   *
   * @param rows how many
   * @param columns in how many columns
   */
  private record Agreement(int rows, int columns) {
    long cells() {
      return (long) rows * columns;
    }
  }

  /**
   * Scores a result.
   *
   * @param tolerance relative difference up to which two floats are the same
   */
  public static SoundScore score(ResultTable predicted, GoldRows gold, double tolerance) {
    Shape goldShape = new Shape(gold.table().rowCount(), gold.table().columnCount());
    Shape shape = new Shape(predicted.rowCount(), predicted.columnCount());
    // PostgreSQL and H2 have rows without columns.
    boolean nothing = predicted.isEmpty() || predicted.columnCount() == 0;
    if (gold.table().isEmpty() || nothing) {
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

  private static SoundScore partial(
      GoldRows gold,
      GoldCells goldCells,
      ResultTable predicted,
      int[][] cells,
      Shape goldShape,
      Shape shape) {
    double[][] gain = gains(gold.table(), goldCells, predicted, cells);
    int[] assigned = Assignment.best(gain);
    Agreement best = agreement(gold, goldCells, cells, gain, assigned);
    long work = Math.max(1, (long) (gold.table().rowCount() + predicted.rowCount()) * gain.length);
    long tries = MAX_SWAP_WORK / work;
    // Where columns share as many values either way, only whole rows tell which is which.
    for (int i = 0; i < assigned.length; i++) {
      for (int k = i + 1; k < assigned.length && tries > 0; k++) {
        if (!mayBeSwapped(gain, assigned, i, k)) {
          continue;
        }
        tries--;
        swap(assigned, i, k);
        Agreement swapped = agreement(gold, goldCells, cells, gain, assigned);
        if (swapped.cells() > best.cells()) {
          best = swapped;
        } else {
          swap(assigned, i, k);
        }
      }
    }
    return SoundScore.of(best.rows(), best.columns(), goldShape, shape, false);
  }

  /** Names and places, which break ties, make less of a difference than one value. */
  private static boolean mayBeSwapped(double[][] gain, int[] assigned, int i, int k) {
    if (assigned[i] < 0 || assigned[k] < 0) {
      return false;
    }
    double now = gain[i][assigned[i]] + gain[k][assigned[k]];
    double then = gain[i][assigned[k]] + gain[k][assigned[i]];
    return now >= 1 && Math.abs(now - then) < 1;
  }

  private static void swap(int[] assigned, int i, int k) {
    int kept = assigned[i];
    assigned[i] = assigned[k];
    assigned[k] = kept;
  }

  /** The best of the assigned columns: the pairs that agree most, taken one after another. */
  private static Agreement agreement(
      GoldRows gold, GoldCells goldCells, int[][] cells, double[][] gain, int[] assigned) {
    int[] byGain = byGain(gain, assigned);
    MatchedRows matched = new MatchedRows(gold, cells[0].length);
    Agreement best = new Agreement(0, 0);
    for (int count = 1; count <= byGain.length; count++) {
      int column = byGain[count - 1];
      matched.refine(goldCells.column(column), cells[assigned[column]]);
      Agreement now = new Agreement(matched.count(), count);
      if (now.cells() > best.cells()) {
        best = now;
      }
    }
    return best;
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
