package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.pandas.Column;
import dev.rewardgrader.grade.sql.pandas.Convert;
import dev.rewardgrader.grade.sql.pandas.Dtype;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.result.PyTypeError;
import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PaVeRL-SQL's partial match (arXiv 2509.07159), bug for bug: the training reward
 * (accuracy_reward.py) and the evaluation score (infer_eval/evaluate_paverl.py). Known flaws: rows
 * are never aligned, order is not looked at, surplus rows are filtered away with the gold's values,
 * a repeated column can lift the accuracy above 1, and repeated names or mixed types end in (0, 0).
 */
public final class Paverl {
  private static final double NULL_NUMBER = -1e10;
  private static final String NULL_TEXT = "-10000000000";

  /** The two published variants of the comparator. */
  public enum Variant {
    /** accuracy_reward.py: at most 5 rows more or less. */
    TRAINING(5),
    /**
     * evaluate_paverl.py: at most 30, repeated names repaired, key columns with few repeats only.
     */
    EVALUATION(30);

    final int cutoff;

    Variant(int cutoff) {
      this.cutoff = cutoff;
    }
  }

  private Paverl() {}

  /** A gold frame made ready for comparison; the same for every candidate. */
  public static final class Gold {
    private final SortedColumns columns;
    private final Variant variant;
    private final boolean repeatedNames;

    private Gold(Frame frame, Variant variant) {
      this.columns = new SortedColumns(prepare(frame, variant));
      this.variant = variant;
      this.repeatedNames = frame.hasRepeatedNames();
    }

    private Frame frame() {
      return columns.frame();
    }

    public Shape shape() {
      return new Shape(frame().rowCount(), frame().columnCount());
    }
  }

  /** The gold as {@code read_csv} gave it. */
  public static Gold gold(Frame frame, Variant variant) {
    return new Gold(frame, variant);
  }

  /** The training score; where the reference raises, nothing is matched. */
  public static PaverlScore training(ResultTable predicted, Gold gold) {
    return training(Frame.of(predicted), gold);
  }

  /** The same for a result whose types are known, see {@link Frame#of}. */
  public static PaverlScore training(Frame predicted, Gold gold) {
    Shape shape = new Shape(predicted.rowCount(), predicted.columnCount());
    return compare(predicted, gold)
        .orElseGet(() -> new PaverlScore(shape, gold.shape(), new Shape(0, 0)));
  }

  /** The evaluation score; empty where the reference raises and calls it an incorrect answer. */
  public static Optional<PaverlScore> evaluation(ResultTable predicted, Gold gold) {
    return evaluation(Frame.of(predicted), gold);
  }

  /** The same for a result whose types are known, see {@link Frame#of}. */
  public static Optional<PaverlScore> evaluation(Frame predicted, Gold gold) {
    return compare(predicted, gold);
  }

  private static Optional<PaverlScore> compare(Frame result, Gold gold) {
    boolean repeatedNames =
        gold.repeatedNames
            || (gold.variant == Variant.TRAINING && result.hasRepeatedNames())
            || (gold.variant == Variant.EVALUATION && repairNames(result).hasRepeatedNames());
    if (repeatedNames) {
      return Optional.empty();
    }
    Shape shape = new Shape(result.rowCount(), result.columnCount());
    try {
      return match(result, gold).map(matched -> new PaverlScore(shape, gold.shape(), matched));
    } catch (PyTypeError _) {
      return Optional.empty();
    }
  }

  private static Optional<Shape> match(Frame result, Gold goldColumns) {
    Frame gold = goldColumns.frame();
    Variant variant = goldColumns.variant;
    int surplus = result.rowCount() - gold.rowCount();
    if (Math.abs(surplus) > variant.cutoff) {
      return Optional.of(new Shape(gold.rowCount(), 0));
    }
    Frame predicted = prepare(result, variant);
    if (surplus == 0) {
      return Optional.of(goldColumns.columns.match(predicted));
    }
    if (surplus < 0) {
      Optional<Frame> cut = PaverlRows.filter(predicted, gold, gold.columnCount(), true, variant);
      return cut.map(
          part ->
              part.rowCount() == predicted.rowCount()
                  ? new SortedColumns(part).match(predicted)
                  : new Shape(part.rowCount(), 0));
    }
    Optional<Frame> cut = PaverlRows.filter(gold, predicted, gold.columnCount(), false, variant);
    if (variant == Variant.EVALUATION) {
      cut = cut.map(part -> part.rowCount() > gold.rowCount() ? dropDuplicates(part) : part);
    }
    return cut.map(
        part ->
            part.rowCount() == gold.rowCount()
                ? goldColumns.columns.match(part)
                : new Shape(gold.rowCount(), 0));
  }

  private static Frame dropDuplicates(Frame frame) {
    Set<RowKey> seen = new HashSet<>();
    List<Integer> kept = new ArrayList<>();
    for (int row = 0; row < frame.rowCount(); row++) {
      int at = row;
      Object[] values = frame.columns().stream().map(column -> column.get(at)).toArray();
      if (seen.add(PyValue.rowKey(values))) {
        kept.add(row);
      }
    }
    return frame.take(kept.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Frame repairNames(Frame frame) {
    if (!frame.hasRepeatedNames()) {
      return frame;
    }
    List<String> names = new ArrayList<>();
    for (String name : frame.names()) {
      names.add(names.contains(name) ? name + "_" + names.size() : name);
    }
    return frame.withNames(names);
  }

  private static Frame prepare(Frame frame, Variant variant) {
    return frame.withColumns(
        frame.columns().stream().map(column -> prepare(column, variant)).toList());
  }

  /** Missing values become sentinels, and text that reads as numbers becomes numbers. */
  private static Column prepare(Column column, Variant variant) {
    if (column.dtype() == Dtype.FLOAT64) {
      return column.fill(NULL_NUMBER);
    }
    if (column.dtype() != Dtype.OBJECT) {
      return column;
    }
    Column numeric = Convert.toNumeric(column);
    if (numeric != null) {
      return numeric.fill(NULL_NUMBER);
    }
    Column filled = column.fill(NULL_TEXT);
    Column whole = Convert.toInt64(filled);
    if (whole != null) {
      return whole;
    }
    return variant == Variant.EVALUATION ? evaluationText(filled) : filled;
  }

  private static Column evaluationText(Column column) {
    Object[] values = column.toArray();
    List<Object> all = column.asList();
    if (all.contains("true") || all.contains("false")) {
      boolean every = true;
      for (int i = 0; i < values.length; i++) {
        String word = values[i] instanceof String text ? text : "";
        boolean known = "true".equalsIgnoreCase(word) || "false".equalsIgnoreCase(word);
        values[i] = known ? (Object) "true".equalsIgnoreCase(word) : Double.NaN;
        every &= known;
      }
      return Column.of(every ? Dtype.BOOL : Dtype.OBJECT, values);
    }
    for (int i = 0; i < values.length; i++) {
      if (NULL_TEXT.equals(values[i])) {
        values[i] = "none";
      }
    }
    return Column.of(Dtype.OBJECT, values);
  }
}
