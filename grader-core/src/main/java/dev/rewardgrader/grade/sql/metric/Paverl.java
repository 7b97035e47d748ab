package dev.rewardgrader.grade.sql.metric;

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
    private final boolean sameForBoth;
    private final Variant variant;
    private final boolean repeatedNames;

    private Gold(Frame frame, Variant variant) {
      PaverlColumns prepared = new PaverlColumns(frame);
      this.columns = prepared.of(variant);
      this.sameForBoth = prepared.areSame();
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
    return new Candidate(Frame.of(predicted)).training(gold);
  }

  /** The evaluation score; empty where the reference raises and calls it an incorrect answer. */
  public static Optional<PaverlScore> evaluation(ResultTable predicted, Gold gold) {
    return new Candidate(Frame.of(predicted)).evaluation(gold, null);
  }

  /**
   * A candidate's result, made ready once for both variants.
   *
   * <p>Used by one thread at a time.
   */
  public static final class Candidate {
    private final Frame frame;
    private final Shape shape;
    private PaverlColumns prepared;

    /** A candidate whose types are known, see {@link Frame#of}. */
    public Candidate(Frame frame) {
      this.frame = frame;
      this.shape = new Shape(frame.rowCount(), frame.columnCount());
    }

    /** As {@link Paverl#training(ResultTable, Gold)}. */
    public PaverlScore training(Gold gold) {
      return compare(gold).orElseGet(() -> new PaverlScore(shape, gold.shape(), new Shape(0, 0)));
    }

    /**
     * As {@link Paverl#evaluation(ResultTable, Gold)}.
     *
     * @param known the training score against the same gold, or null; where both variants would
     *     compare the same columns it is not computed again
     */
    public Optional<PaverlScore> evaluation(Gold gold, PaverlScore known) {
      boolean sameComparison =
          known != null
              && !known.raised()
              && frame.rowCount() == gold.frame().rowCount()
              && gold.sameForBoth
              && prepared().areSame();
      return sameComparison ? Optional.of(known) : compare(gold);
    }

    private PaverlColumns prepared() {
      if (prepared == null) {
        prepared = new PaverlColumns(frame);
      }
      return prepared;
    }

    private Optional<PaverlScore> compare(Gold gold) {
      boolean repeatedNames =
          gold.repeatedNames
              || (gold.variant == Variant.TRAINING && frame.hasRepeatedNames())
              || (gold.variant == Variant.EVALUATION && repairNames(frame).hasRepeatedNames());
      if (repeatedNames) {
        return Optional.empty();
      }
      try {
        return match(gold).map(matched -> new PaverlScore(shape, gold.shape(), matched));
      } catch (PyTypeError _) {
        return Optional.empty();
      }
    }

    private Optional<Shape> match(Gold goldColumns) {
      Frame gold = goldColumns.frame();
      Variant variant = goldColumns.variant;
      int surplus = frame.rowCount() - gold.rowCount();
      if (Math.abs(surplus) > variant.cutoff) {
        return Optional.of(new Shape(gold.rowCount(), 0));
      }
      SortedColumns columns = prepared().of(variant);
      Frame predicted = columns.frame();
      if (surplus == 0) {
        return Optional.of(goldColumns.columns.match(columns));
      }
      if (surplus < 0) {
        Optional<Frame> cut = PaverlRows.filter(predicted, gold, gold.columnCount(), true, variant);
        return cut.map(
            part ->
                part.rowCount() == predicted.rowCount()
                    ? new SortedColumns(part).match(columns)
                    : new Shape(part.rowCount(), 0));
      }
      Optional<Frame> cut = PaverlRows.filter(gold, predicted, gold.columnCount(), false, variant);
      if (variant == Variant.EVALUATION) {
        cut = cut.map(part -> part.rowCount() > gold.rowCount() ? dropDuplicates(part) : part);
      }
      return cut.map(
          part ->
              part.rowCount() == gold.rowCount()
                  ? goldColumns.columns.match(new SortedColumns(part))
                  : new Shape(gold.rowCount(), 0));
    }
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
}
