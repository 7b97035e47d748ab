package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.pandas.Column;
import dev.rewardgrader.grade.sql.pandas.Dtype;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.result.PyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * PaVeRL's {@code df_normalization}: cuts the longer table down to the rows whose key value occurs
 * in the shorter one. The key is the shorter table's first object column, else its first float,
 * else its first integer column.
 */
final class PaverlRows {
  private static final double TOLERANCE = 0.005;
  private static final int MAX_REPEATS = 5;
  private static final Frame EMPTY = new Frame(List.of(), List.of(), 0);

  private PaverlRows() {}

  /**
   * The rows of {@code longer} that remain; empty where the reference raises.
   *
   * @param goldColumns how many columns the gold has; one is a case of its own
   * @param cutsGold the longer table is the gold
   */
  static Optional<Frame> filter(
      Frame shorter, Frame longer, int goldColumns, boolean cutsGold, Paverl.Variant variant) {
    Column key = shorter.rowCount() == 0 ? null : key(shorter, variant);
    if (key == null) {
      return Optional.of(EMPTY);
    }
    Search search =
        key.dtype() == Dtype.FLOAT64 ? Search.floats(key, longer) : Search.others(key, longer);
    if (search.wanted.isEmpty()) {
      return Optional.of(EMPTY);
    }
    if (goldColumns == 1) {
      if (cutsGold && contains(search.column, key)) {
        return Optional.of(shorter);
      }
      if (!search.sameList) {
        return longer.columnCount() == 1 ? Optional.of(unique(longer)) : Optional.empty();
      }
    }
    Set<Object> wanted = new HashSet<>();
    search.wanted.forEach(value -> wanted.add(PyValue.key(value)));
    int[] rows = new int[longer.rowCount()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (wanted.contains(PyValue.key(search.column.get(row)))) {
        rows[count++] = row;
      }
    }
    return Optional.of(longer.take(Arrays.copyOf(rows, count)));
  }

  private static Column key(Frame frame, Paverl.Variant variant) {
    for (Column column : frame.columns()) {
      if (column.dtype() == Dtype.OBJECT
          && (variant == Paverl.Variant.TRAINING
              || column.size() - distinct(column).size() < MAX_REPEATS)) {
        return column;
      }
    }
    for (Column column : frame.columns()) {
      if (column.dtype() == Dtype.FLOAT64) {
        return column;
      }
    }
    for (Column column : frame.columns()) {
      if (column.dtype().isInteger()) {
        return column;
      }
    }
    return null;
  }

  private static Set<Object> distinct(Column column) {
    Set<Object> values = new LinkedHashSet<>();
    column.asList().forEach(value -> values.add(PyValue.key(value)));
    return values;
  }

  /** The key's values, with their counts, are all in the other column. */
  private static boolean contains(Column column, Column key) {
    Map<Object, Integer> counts = new HashMap<>();
    column.asList().forEach(value -> counts.merge(PyValue.key(value), 1, Integer::sum));
    return key.asList().stream()
        .allMatch(value -> counts.merge(PyValue.key(value), -1, Integer::sum) >= 0);
  }

  private static Frame unique(Frame frame) {
    Set<Object> seen = new HashSet<>();
    Column column = frame.columns().getFirst();
    return frame.take(
        IntStream.range(0, frame.rowCount())
            .filter(row -> seen.add(PyValue.key(column.get(row))))
            .toArray());
  }

  /**
   * The column of the longer table that holds the key: the first of the key's type with enough
   * hits, or the last column.
   *
   * @param wanted values to keep
   * @param sameList the reference's two lists of key values are the same list
   */
  private record Search(Column column, List<Object> wanted, boolean sameList) {

    static Search others(Column key, Frame longer) {
      Set<Object> target = distinct(key);
      for (Column column : longer.columns()) {
        if (column.dtype() == key.dtype() && hits(column, target) >= target.size()) {
          return new Search(column, new ArrayList<>(target), true);
        }
      }
      return new Search(longer.columns().getLast(), List.of(), false);
    }

    private static int hits(Column column, Set<Object> target) {
      int hits = 0;
      for (int row = 0; row < column.size(); row++) {
        hits += target.contains(PyValue.key(column.get(row))) ? 1 : 0;
      }
      return hits;
    }

    static Search floats(Column key, Frame longer) {
      List<Double> target = PythonSet.order(key.asList().stream().map(Double.class::cast).toList());
      double[] sorted = target.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      List<Double> hits = new ArrayList<>();
      for (Column column : longer.columns()) {
        if (column.dtype() != Dtype.FLOAT64) {
          continue;
        }
        int before = hits.size();
        column.asList().forEach(value -> addHits(hits, sorted, (Double) value));
        if (hits.size() - before >= target.size()) {
          List<Double> wanted = PythonSet.order(hits);
          return new Search(column, List.copyOf(wanted), wanted.equals(target));
        }
      }
      return new Search(longer.columns().getLast(), List.copyOf(hits), hits.equals(target));
    }

    /** The value once for each key within the tolerance. */
    private static void addHits(List<Double> hits, double[] sorted, double value) {
      int from = Arrays.binarySearch(sorted, value - 2 * TOLERANCE);
      for (int i = from < 0 ? -from - 1 : from;
          i < sorted.length && sorted[i] <= value + 2 * TOLERANCE;
          i++) {
        if (Math.abs(value - sorted[i]) < TOLERANCE) {
          hits.add(value);
        }
      }
    }
  }
}
