package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.pandas.Column;
import dev.rewardgrader.grade.sql.pandas.Convert;
import dev.rewardgrader.grade.sql.pandas.Dtype;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.result.PyValue;
import java.util.Arrays;

/**
 * PaVeRL's {@code check_dataframe}: each gold column takes the first free column with the same
 * sorted values.
 */
final class PaverlColumns {
  private static final double TOLERANCE = 0.005;

  private PaverlColumns() {}

  /** Gold rows, and how many of the first frame's columns found a partner. */
  static Shape match(Frame gold, Frame predicted) {
    Object[][] sorted = new Object[predicted.columnCount()][];
    boolean[] used = new boolean[predicted.columnCount()];
    int count = 0;
    for (Column column : gold.columns()) {
      Object[] wanted = sort(column);
      boolean floats = column.dtype() == Dtype.FLOAT64;
      for (int i = 0; i < used.length; i++) {
        if (used[i]) {
          continue;
        }
        Column candidate = predicted.columns().get(i);
        if (sorted[i] == null) {
          sorted[i] = sort(candidate);
        }
        boolean bothFloats = floats && candidate.dtype() == Dtype.FLOAT64;
        if (bothFloats ? close(wanted, sorted[i]) : same(wanted, sorted[i])) {
          used[i] = true;
          count++;
          break;
        }
      }
    }
    return new Shape(gold.rowCount(), count);
  }

  private static Object[] sort(Column column) {
    Object[] values;
    if (column.dtype() == Dtype.FLOAT64) {
      values = column.toArray();
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.rint((Double) values[i] * 1000) / 1000;
      }
    } else {
      Column whole = column.dtype() == Dtype.OBJECT ? Convert.toInt64(column) : null;
      values = (whole == null ? column : whole).toArray();
    }
    Arrays.sort(values, PyValue::compare);
    return values;
  }

  private static boolean close(Object[] left, Object[] right) {
    for (int i = 0; i < left.length; i++) {
      if (Math.abs((Double) left[i] - (Double) right[i]) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Object[] left, Object[] right) {
    if (left.length != right.length) {
      return false;
    }
    for (int i = 0; i < left.length; i++) {
      if (!PyValue.equal(left[i], right[i])) {
        return false;
      }
    }
    return true;
  }
}
