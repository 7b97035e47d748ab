package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plain equality of results, columns by place: {@code bag} as a bag of rows, {@code ordered} row by
 * row.
 */
public final class RowEquality {
  private RowEquality() {}

  /** The same rows, each as often. */
  public static boolean bag(ResultTable predicted, ResultTable gold) {
    if (predicted.rowCount() != gold.rowCount() || predicted.columnCount() != gold.columnCount()) {
      return false;
    }
    Map<List<Object>, Integer> counts = new HashMap<>();
    gold.rows().forEach(row -> counts.merge(PyValue.rowKey(row), 1, Integer::sum));
    return predicted.rows().stream()
        .allMatch(row -> counts.merge(PyValue.rowKey(row), -1, Integer::sum) >= 0);
  }

  /** The same rows in the same order. */
  public static boolean ordered(ResultTable predicted, ResultTable gold) {
    if (predicted.rowCount() != gold.rowCount() || predicted.columnCount() != gold.columnCount()) {
      return false;
    }
    for (int i = 0; i < gold.rowCount(); i++) {
      if (!PyValue.rowKey(predicted.rows().get(i)).equals(PyValue.rowKey(gold.rows().get(i)))) {
        return false;
      }
    }
    return true;
  }
}
