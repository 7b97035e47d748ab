package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.PyTypeError;
import dev.rewardgrader.grade.sql.result.PyValue;
import java.util.Arrays;

/**
 * Python's {@code sorted}. Among values that have an order any stable sort will do. A NaN has none:
 * where it comes to stand depends on which values are compared. Up to 63 values Python inserts each
 * behind the run at the start by halving, which is done here, too. Longer lists it merges in a way
 * that changed with its version 3.11; they stay as they are, which is also what Python makes of
 * them where no value is less than the one before it.
 */
final class PySort {
  private static final int INSERTED = 63;

  private PySort() {}

  /**
   * Sorts in place.
   *
   * @throws PyTypeError where Python cannot order two of the values
   */
  static void sort(Object[] values) {
    if (!holdsNaN(values)) {
      Arrays.sort(values, PyValue::compare);
      return;
    }
    if (values.length > INSERTED) {
      return;
    }
    for (int at = run(values); at < values.length; at++) {
      insert(values, at);
    }
  }

  private static boolean holdsNaN(Object[] values) {
    for (Object value : values) {
      if (value instanceof Double number && number.isNaN()) {
        return true;
      }
    }
    return false;
  }

  private static boolean less(Object left, Object right) {
    return PyValue.compare(left, right) < 0;
  }

  /** How many values at the start rise, or fall and are turned round. */
  private static int run(Object[] values) {
    if (values.length < 2) {
      return values.length;
    }
    boolean falls = less(values[1], values[0]);
    int end = 2;
    while (end < values.length && less(values[end], values[end - 1]) == falls) {
      end++;
    }
    for (int i = 0; falls && i < end / 2; i++) {
      Object first = values[i];
      values[i] = values[end - 1 - i];
      values[end - 1 - i] = first;
    }
    return end;
  }

  private static void insert(Object[] values, int at) {
    Object value = values[at];
    int low = 0;
    int high = at;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (less(value, values[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    System.arraycopy(values, low, values, low + 1, at - low);
    values[low] = value;
  }
}
