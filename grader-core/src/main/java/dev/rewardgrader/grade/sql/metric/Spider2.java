package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.pandas.Column;
import dev.rewardgrader.grade.sql.pandas.Dtype;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.result.PyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Spider 2.0's table comparison (spider2-lite/evaluation_suite/evaluate.py): each wanted gold
 * column must equal some predicted column, numbers within 0.01. Known flaws: rows are never
 * aligned, surplus columns are free, and ignoring the order sorts by text, which defeats the
 * tolerance.
 */
public final class Spider2 {
  private static final double ABSOLUTE = 1e-2;
  private static final double RELATIVE = 1e-9;
  private static final Comparator<Object> BY_TEXT =
      Comparator.<Object, String>comparing(PyValue::str, PyValue::compareText)
          .thenComparing(PyValue::isNumber);

  private Spider2() {}

  /**
   * Compares two tables that {@code read_csv} gave; a missing value counts as 0.
   *
   * @param conditionColumns indexes of the gold columns to look for; empty means all
   * @throws IndexOutOfBoundsException for a condition column that the gold does not have
   */
  public static boolean matches(
      Frame predicted, Frame gold, List<Integer> conditionColumns, boolean ignoreOrder) {
    Frame wanted =
        conditionColumns.isEmpty()
            ? gold
            : new Frame(
                conditionColumns.stream().map(gold.names()::get).toList(),
                conditionColumns.stream().map(gold.columns()::get).toList(),
                gold.rowCount());
    List<Object[]> candidates = vectors(predicted, ignoreOrder);
    return vectors(wanted, ignoreOrder).stream()
        .allMatch(vector -> candidates.stream().anyMatch(candidate -> matches(vector, candidate)));
  }

  /** Transposing gives all columns one type, so integers beside floats become floats. */
  private static List<Object[]> vectors(Frame frame, boolean sorted) {
    List<Dtype> types = frame.columns().stream().map(Column::dtype).distinct().toList();
    boolean numeric = !types.contains(Dtype.OBJECT) && !types.contains(Dtype.BOOL);
    boolean widen = numeric && types.size() > 1;
    List<Object[]> vectors = new ArrayList<>();
    for (Column column : frame.columns()) {
      Object[] values = column.fill(0L).toArray();
      if (widen) {
        Arrays.setAll(
            values,
            i -> Column.isMissing(column.get(i)) ? (Object) 0L : PyValue.toDouble(column.get(i)));
      }
      if (sorted) {
        Arrays.sort(values, BY_TEXT);
      }
      vectors.add(values);
    }
    return vectors;
  }

  private static boolean matches(Object[] gold, Object[] predicted) {
    if (gold.length != predicted.length) {
      return false;
    }
    for (int i = 0; i < gold.length; i++) {
      if (!matches(gold[i], predicted[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(Object gold, Object predicted) {
    if (PyValue.isNumber(gold) && PyValue.isNumber(predicted)) {
      double a = PyValue.toDouble(gold);
      double b = PyValue.toDouble(predicted);
      if (Double.isInfinite(a) || Double.isInfinite(b)) {
        return a == b;
      }
      double tolerance = Math.max(RELATIVE * Math.max(Math.abs(a), Math.abs(b)), ABSOLUTE);
      return Math.abs(a - b) <= tolerance;
    }
    return PyValue.equal(gold, predicted);
  }
}
