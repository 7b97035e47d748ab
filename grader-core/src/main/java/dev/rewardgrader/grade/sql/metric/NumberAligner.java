package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lets floats that differ by rounding be compared by equality: a float that lies within the
 * tolerance of one of the gold's floats becomes that one. Whole numbers and texts stay what they
 * are, and so do the gold's own values.
 */
final class NumberAligner {
  private final double[] golds;

  private NumberAligner(double[] golds) {
    this.golds = golds;
  }

  static NumberAligner of(ResultTable gold) {
    return new NumberAligner(
        gold.rows().stream()
            .flatMap(Arrays::stream)
            .filter(Double.class::isInstance)
            .mapToDouble(value -> (Double) value)
            .filter(Double::isFinite)
            .sorted()
            .distinct()
            .toArray());
  }

  /**
   * The rows of a candidate's result, floats drawn to the gold's.
   *
   * @param tolerance relative
   */
  List<RowKey> align(ResultTable predicted, double tolerance) {
    List<RowKey> keys = predicted.rowKeys();
    if (golds.length == 0) {
      return keys;
    }
    List<RowKey> aligned = null;
    for (int i = 0; i < keys.size(); i++) {
      RowKey key = align(predicted.rows().get(i), keys.get(i), tolerance);
      if (aligned == null && key != keys.get(i)) {
        aligned = new ArrayList<>(keys);
      }
      if (aligned != null) {
        aligned.set(i, key);
      }
    }
    return aligned == null ? keys : aligned;
  }

  private RowKey align(Object[] row, RowKey key, double tolerance) {
    Object[] changed = null;
    for (int i = 0; i < row.length; i++) {
      if (row[i] instanceof Double number && Double.isFinite(number)) {
        double nearest = nearest(number, tolerance);
        if (nearest != number) {
          changed = changed == null ? values(key) : changed;
          changed[i] = PyValue.key(nearest);
        }
      }
    }
    return changed == null ? key : RowKey.of(changed);
  }

  private static Object[] values(RowKey key) {
    Object[] values = new Object[key.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = key.get(i);
    }
    return values;
  }

  /** The gold's number nearest to this one, or this one where that is too far. */
  private double nearest(double number, double tolerance) {
    int at = Arrays.binarySearch(golds, number);
    if (at >= 0) {
      return number;
    }
    int above = Math.min(-at - 1, golds.length - 1);
    int below = Math.max(-at - 2, 0);
    double nearest =
        Math.abs(golds[above] - number) < Math.abs(golds[below] - number)
            ? golds[above]
            : golds[below];
    double allowed = tolerance * Math.max(Math.abs(nearest), Math.abs(number));
    return Math.abs(nearest - number) <= allowed ? nearest : number;
  }
}
