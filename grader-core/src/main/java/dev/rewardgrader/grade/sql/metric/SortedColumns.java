package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.pandas.Column;
import dev.rewardgrader.grade.sql.pandas.Convert;
import dev.rewardgrader.grade.sql.pandas.Dtype;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.result.PyTypeError;
import dev.rewardgrader.grade.sql.result.PyValue;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * PaVeRL's {@code check_dataframe}: each gold column takes the first free column with the same
 * sorted values. A column is sorted when it is first looked at, and once.
 */
final class SortedColumns {
  private static final double TOLERANCE = 0.005;

  private final Frame frame;
  private final AtomicReferenceArray<Object[]> sorted;

  SortedColumns(Frame frame) {
    this.frame = frame;
    this.sorted = new AtomicReferenceArray<>(frame.columnCount());
  }

  Frame frame() {
    return frame;
  }

  /**
   * Gold rows, and how many of these columns found a partner among the candidate's.
   *
   * @throws PyTypeError where Python cannot sort a column that is looked at
   */
  Shape match(SortedColumns candidates) {
    boolean[] used = new boolean[candidates.frame.columnCount()];
    int count = 0;
    for (int column = 0; column < frame.columnCount(); column++) {
      Object[] wanted = sorted(column);
      boolean floats = isFloat(column);
      for (int i = 0; i < used.length; i++) {
        if (used[i]) {
          continue;
        }
        Object[] candidate = candidates.sorted(i);
        boolean bothFloats = floats && candidates.isFloat(i);
        if (bothFloats ? close(wanted, candidate) : same(wanted, candidate)) {
          used[i] = true;
          count++;
          break;
        }
      }
    }
    return new Shape(frame.rowCount(), count);
  }

  private boolean isFloat(int column) {
    return frame.columns().get(column).dtype() == Dtype.FLOAT64;
  }

  private Object[] sorted(int column) {
    Object[] known = sorted.get(column);
    if (known == null) {
      known = sort(frame.columns().get(column));
      sorted.set(column, known);
    }
    return known;
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
    PySort.sort(values);
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
