package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;

/**
 * Think2SQL's dense rewards (arXiv 2504.15077, after QATCH): cell precision, cell recall and tuple
 * cardinality. Known flaw: cells are a bag without place, so a shuffled table scores like the right
 * one.
 *
 * @param precision the candidate's cells that occur in the gold, by the candidate's cells
 * @param recall the gold's cells that occur in the candidate's result, by the gold's cells
 * @param cardinality the smaller row count by the larger
 */
public record CellScores(double precision, double recall, double cardinality) {

  public static CellScores of(ResultTable predicted, GoldRows goldRows) {
    ResultTable gold = goldRows.table();
    long predictedCells = (long) predicted.rowCount() * predicted.columnCount();
    long goldCells = (long) gold.rowCount() * gold.columnCount();
    if (predictedCells == 0 || goldCells == 0) {
      double both = predictedCells == goldCells ? 1 : 0;
      return new CellScores(both, both, both);
    }
    long shared = shared(predicted, goldRows.cells());
    double small = Math.min(predicted.rowCount(), gold.rowCount());
    return new CellScores(
        shared / (double) predictedCells,
        shared / (double) goldCells,
        small / Math.max(predicted.rowCount(), gold.rowCount()));
  }

  private static long shared(ResultTable predicted, GoldCells gold) {
    int[] left = gold.counts();
    long shared = 0;
    for (int[] column : gold.lookUp(predicted.rowKeys(), predicted.columnCount())) {
      for (int value : column) {
        if (value != GoldCells.UNKNOWN && --left[value] >= 0) {
          shared++;
        }
      }
    }
    return shared;
  }

  /** The mean of the three. */
  public double mean() {
    return (precision + recall + cardinality) / 3;
  }
}
