package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code result_eq} of test-suite-sql-eval (exec_eval.py): the same rows under some permutation of
 * the columns, as a bag or, where the gold text has an ORDER BY anywhere, as a list. Known flaws:
 * two empty results are equal whatever their columns; a quick test sorts each row by text and type,
 * so that 1 and 1.0 in one row can be told apart there and not later.
 */
public final class ResultEquality {
  private ResultEquality() {}

  public static boolean equal(ResultTable gold, ResultTable predicted, boolean orderMatters) {
    if (gold.isEmpty() && predicted.isEmpty()) {
      return true;
    }
    if (gold.rowCount() != predicted.rowCount() || gold.columnCount() != predicted.columnCount()) {
      return false;
    }
    // Both tests must pass; the one that fails sooner stands first.
    return gold.hasSameRows(predicted)
        || (ColumnPermutation.find(gold, predicted, orderMatters).isPresent()
            && passesQuickTest(gold, predicted, orderMatters));
  }

  private static boolean passesQuickTest(
      ResultTable gold, ResultTable predicted, boolean orderMatters) {
    if (orderMatters) {
      for (int row = 0; row < gold.rowCount(); row++) {
        if (!unordered(gold.rows().get(row)).equals(unordered(predicted.rows().get(row)))) {
          return false;
        }
      }
      return true;
    }
    Set<RowKey> left = new HashSet<>();
    Set<RowKey> right = new HashSet<>();
    gold.rows().forEach(row -> left.add(unordered(row)));
    predicted.rows().forEach(row -> right.add(unordered(row)));
    return left.equals(right);
  }

  private record Named(Object value, String name) {}

  private static RowKey unordered(Object[] row) {
    if (row.length == 1) {
      return PyValue.rowKey(row);
    }
    Named[] named = new Named[row.length];
    for (int i = 0; i < row.length; i++) {
      named[i] = new Named(row[i], PyValue.str(row[i]) + PyValue.typeName(row[i]));
    }
    Arrays.sort(named, (a, b) -> PyValue.compareText(a.name, b.name));
    Object[] sorted = new Object[row.length];
    for (int i = 0; i < row.length; i++) {
      sorted[i] = named[i].value;
    }
    return PyValue.rowKey(sorted);
  }
}
