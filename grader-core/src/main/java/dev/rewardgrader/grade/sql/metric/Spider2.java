package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.pandas.Column;
import dev.rewardgrader.grade.sql.pandas.CsvRoundTrip;
import dev.rewardgrader.grade.sql.pandas.Dtype;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.pandas.MalformedCsvException;
import dev.rewardgrader.grade.sql.result.PyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Spider 2.0's table comparison (spider2-lite/evaluation_suite/evaluate.py): each wanted gold
 * column must equal some predicted column, numbers within 0.01. Known flaws: rows are never
 * aligned, surplus columns are free, and ignoring the order sorts by text, which defeats the
 * tolerance.
 */
public final class Spider2 {
  private static final double ABSOLUTE = 1e-2;
  private static final double RELATIVE = 1e-9;
  private static final Comparator<Named> BY_TEXT =
      Comparator.comparing(Named::text, PyValue::compareText)
          .thenComparing(named -> PyValue.isNumber(named.value()));

  private Spider2() {}

  /**
   * A gold made ready for comparison; the same for every candidate.
   *
   * @param rowCount of the gold
   * @param vectors the columns to look for
   */
  public record Gold(int rowCount, List<Object[]> vectors, boolean ignoreOrder) {}

  /**
   * A gold that {@code read_csv} gave.
   *
   * @param conditionColumns indexes of the gold columns to look for; empty means all
   * @throws IndexOutOfBoundsException for a condition column that the gold does not have
   */
  public static Gold gold(Frame gold, List<Integer> conditionColumns, boolean ignoreOrder) {
    Frame wanted =
        conditionColumns.isEmpty()
            ? gold
            : new Frame(
                conditionColumns.stream().map(gold.names()::get).toList(),
                conditionColumns.stream().map(gold.columns()::get).toList(),
                gold.rowCount());
    return new Gold(gold.rowCount(), vectors(wanted, ignoreOrder), ignoreOrder);
  }

  /** Compares two tables that {@code read_csv} gave; a missing value counts as 0. */
  public static boolean matches(Frame predicted, Gold gold) {
    if (predicted.rowCount() != gold.rowCount()) {
      return gold.vectors().isEmpty();
    }
    List<Object[]> candidates = vectors(predicted, gold.ignoreOrder());
    for (Object[] vector : gold.vectors()) {
      if (!isAmong(candidates, vector)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAmong(List<Object[]> candidates, Object[] vector) {
    for (Object[] candidate : candidates) {
      if (matches(vector, candidate)) {
        return true;
      }
    }
    return false;
  }

  /** The same for a candidate's own result, which the reference reads back from a CSV file. */
  public static boolean matchesThroughCsv(Frame predicted, Gold gold) {
    try {
      boolean differs =
          predicted.rowCount() != gold.rowCount() && CsvRoundTrip.keepsFields(predicted);
      return differs ? gold.vectors().isEmpty() : matches(CsvRoundTrip.of(predicted), gold);
    } catch (MalformedCsvException _) {
      // What cannot be read back is wrong.
      return false;
    }
  }

  /** Transposing gives all columns one type, so integers beside floats become floats. */
  private static List<Object[]> vectors(Frame frame, boolean sorted) {
    Set<Dtype> types = EnumSet.noneOf(Dtype.class);
    frame.columns().forEach(column -> types.add(column.dtype()));
    boolean numeric = !types.contains(Dtype.OBJECT) && !types.contains(Dtype.BOOL);
    boolean widen = numeric && types.size() > 1;
    List<Object[]> vectors = new ArrayList<>(frame.columnCount());
    for (Column column : frame.columns()) {
      Object[] values = column.fill(0L).toArray();
      if (widen) {
        Arrays.setAll(
            values,
            i -> Column.isMissing(column.get(i)) ? (Object) 0L : PyValue.toDouble(column.get(i)));
      }
      vectors.add(sorted ? byText(values) : values);
    }
    return vectors;
  }

  private record Named(String text, Object value) {}

  private static Object[] byText(Object[] values) {
    Named[] named = new Named[values.length];
    for (int i = 0; i < named.length; i++) {
      named[i] = new Named(PyValue.str(values[i]), values[i]);
    }
    Arrays.sort(named, BY_TEXT);
    return Arrays.stream(named).map(Named::value).toArray();
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
