package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lets floats that differ by rounding be compared by equality: a float that lies within the
 * tolerance of one of the gold's floats becomes that one. Floats of the gold that lie so close to
 * each other become the least of them. Whole numbers and texts stay what they are.
 */
final class NumberAligner {
  private final double tolerance;
  private final double[] golds;

  /** For each of the gold's floats the one that stands for it. */
  private final double[] standing;

  private NumberAligner(double[] golds, double tolerance) {
    this.golds = golds;
    this.tolerance = tolerance;
    this.standing = golds.clone();
    for (int i = 1; i < golds.length; i++) {
      standing[i] = close(golds[i], standing[i - 1]) ? standing[i - 1] : golds[i];
    }
  }

  /**
   * For the floats of a gold.
   *
   * @param tolerance relative
   */
  static NumberAligner of(ResultTable gold, double tolerance) {
    return new NumberAligner(
        gold.rows().stream()
            .flatMap(Arrays::stream)
            .filter(Double.class::isInstance)
            .mapToDouble(value -> (Double) value)
            .filter(Double::isFinite)
            .sorted()
            .distinct()
            .toArray(),
        tolerance);
  }

  /** The rows of a result, the gold's own among them, floats drawn to the gold's. */
  List<RowKey> align(ResultTable predicted) {
    List<RowKey> keys = predicted.rowKeys();
    if (golds.length == 0) {
      return keys;
    }
    List<RowKey> aligned = null;
    for (int i = 0; i < keys.size(); i++) {
      RowKey key = align(predicted.rows().get(i), keys.get(i));
      if (aligned == null && key != keys.get(i)) {
        aligned = new ArrayList<>(keys);
      }
      if (aligned != null) {
        aligned.set(i, key);
      }
    }
    return aligned == null ? keys : aligned;
  }

  private RowKey align(Object[] row, RowKey key) {
    Object[] changed = null;
    for (int i = 0; i < row.length; i++) {
      if (row[i] instanceof Double number && Double.isFinite(number)) {
        double nearest = nearest(number);
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

  /** What stands for the gold's number nearest to this one, or this one where that is too far. */
  private double nearest(double number) {
    int at = Arrays.binarySearch(golds, number);
    if (at >= 0) {
      return standing[at];
    }
    int above = Math.min(-at - 1, golds.length - 1);
    int below = Math.max(-at - 2, 0);
    int nearest = Math.abs(golds[above] - number) < Math.abs(golds[below] - number) ? above : below;
    return close(golds[nearest], number) ? standing[nearest] : number;
  }

  private boolean close(double a, double b) {
    return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
  }
}
