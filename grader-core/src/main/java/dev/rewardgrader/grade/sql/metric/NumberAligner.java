package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Lets floats that differ by rounding be compared by equality: a float that lies within the
 * tolerance of one of the gold's floats becomes that one. Whole numbers and texts stay what they
 * are.
 */
final class NumberAligner implements UnaryOperator<Object> {
  private final double[] golds;
  private final double tolerance;

  private NumberAligner(double[] golds, double tolerance) {
    this.golds = golds;
    this.tolerance = tolerance;
  }

  static NumberAligner of(ResultTable gold, double tolerance) {
    double[] floats =
        gold.rows().stream()
            .flatMap(Arrays::stream)
            .filter(Double.class::isInstance)
            .mapToDouble(value -> (Double) value)
            .filter(Double::isFinite)
            .sorted()
            .distinct()
            .toArray();
    return new NumberAligner(floats, tolerance);
  }

  @Override
  public Object apply(Object value) {
    if (!(value instanceof Double number) || !Double.isFinite(number) || golds.length == 0) {
      return PyValue.key(value);
    }
    int at = Arrays.binarySearch(golds, number);
    if (at >= 0) {
      return PyValue.key(value);
    }
    int above = Math.min(-at - 1, golds.length - 1);
    int below = Math.max(-at - 2, 0);
    double nearest =
        Math.abs(golds[above] - number) < Math.abs(golds[below] - number)
            ? golds[above]
            : golds[below];
    double allowed = tolerance * Math.max(Math.abs(nearest), Math.abs(number));
    return PyValue.key(Math.abs(nearest - number) <= allowed ? (Object) nearest : value);
  }
}
