package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
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
    if (!predicted.fingerprint().mayBeSameBag(gold.fingerprint())) {
      return false;
    }
    List<RowKey> rows = predicted.rowKeys();
    if (rows.equals(gold.rowKeys())) {
      return true;
    }
    Map<RowKey, Integer> counts = new HashMap<>();
    for (RowKey row : gold.rowKeys()) {
      counts.merge(row, 1, Integer::sum);
    }
    for (RowKey row : rows) {
      if (counts.merge(row, -1, Integer::sum) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The same rows in the same order. */
  public static boolean ordered(ResultTable predicted, ResultTable gold) {
    return predicted.fingerprint().mayBeSameList(gold.fingerprint())
        && predicted.rowKeys().equals(gold.rowKeys());
  }
}
