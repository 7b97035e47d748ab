package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

  public static CellScores of(ResultTable predicted, ResultTable gold) {
    long predictedCells = (long) predicted.rowCount() * predicted.columnCount();
    long goldCells = (long) gold.rowCount() * gold.columnCount();
    if (predictedCells == 0 || goldCells == 0) {
      double both = predictedCells == goldCells ? 1 : 0;
      return new CellScores(both, both, both);
    }
    Map<Object, Integer> left = bag(gold);
    long shared = 0;
    for (Object[] row : predicted.rows()) {
      for (Object value : row) {
        Object key = Optional.ofNullable(PyValue.key(value));
        if (left.getOrDefault(key, 0) > 0) {
          left.merge(key, -1, Integer::sum);
          shared++;
        }
      }
    }
    double small = Math.min(predicted.rowCount(), gold.rowCount());
    return new CellScores(
        shared / (double) predictedCells,
        shared / (double) goldCells,
        small / Math.max(predicted.rowCount(), gold.rowCount()));
  }

  private static Map<Object, Integer> bag(ResultTable table) {
    Map<Object, Integer> bag = new HashMap<>();
    table
        .rows()
        .forEach(
            row -> {
              for (Object value : row) {
                bag.merge(Optional.ofNullable(PyValue.key(value)), 1, Integer::sum);
              }
            });
    return bag;
  }

  /** The mean of the three. */
  public double mean() {
    return (precision + recall + cardinality) / 3;
  }
}
