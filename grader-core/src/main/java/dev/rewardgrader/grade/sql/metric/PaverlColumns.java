package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.pandas.Column;
import dev.rewardgrader.grade.sql.pandas.Convert;
import dev.rewardgrader.grade.sql.pandas.Dtype;
import dev.rewardgrader.grade.sql.pandas.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame's columns as PaVeRL compares them: missing values become sentinels, and text that reads
 * as numbers becomes numbers. The evaluation variant goes on from what training makes, and mostly
 * changes nothing.
 */
final class PaverlColumns {
  private static final double NULL_NUMBER = -1e10;
  private static final String NULL_TEXT = "-10000000000";

  private final SortedColumns training;
  private final SortedColumns evaluation;

  PaverlColumns(Frame frame) {
    List<Column> trained = new ArrayList<>(frame.columnCount());
    List<Column> evaluated = new ArrayList<>(frame.columnCount());
    boolean same = true;
    for (Column column : frame.columns()) {
      Column numeric = numeric(column);
      Column prepared = numeric == null ? text(column) : numeric;
      boolean text = numeric == null && prepared.dtype() == Dtype.OBJECT;
      Column evaluation = text ? evaluationText(prepared) : prepared;
      trained.add(prepared);
      evaluated.add(evaluation);
      same &= evaluation == prepared;
    }
    training = new SortedColumns(frame.withColumns(trained));
    this.evaluation = same ? training : new SortedColumns(frame.withColumns(evaluated));
  }

  SortedColumns of(Paverl.Variant variant) {
    return variant == Paverl.Variant.TRAINING ? training : evaluation;
  }

  /** Whether both variants see the same columns. */
  boolean areSame() {
    return training == evaluation;
  }

  /** Null for text that does not read as numbers. */
  private static Column numeric(Column column) {
    return switch (column.dtype()) {
      case FLOAT64 -> column.fill(NULL_NUMBER);
      case OBJECT -> {
        Column numeric = Convert.toNumeric(column);
        yield numeric == null ? null : numeric.fill(NULL_NUMBER);
      }
      default -> column;
    };
  }

  private static Column text(Column column) {
    Column filled = column.fill(NULL_TEXT);
    Column whole = Convert.toInt64(filled);
    return whole == null ? filled : whole;
  }

  /** The same column where nothing changes. */
  private static Column evaluationText(Column prepared) {
    boolean words = false;
    boolean missing = false;
    for (int i = 0; i < prepared.size(); i++) {
      if (prepared.get(i) instanceof String text) {
        words |= text.equals("true") || text.equals("false");
        missing |= text.equals(NULL_TEXT);
      }
    }
    return words ? flags(prepared) : missing ? none(prepared) : prepared;
  }

  private static Column flags(Column column) {
    Object[] values = column.toArray();
    boolean every = true;
    for (int i = 0; i < values.length; i++) {
      String word = values[i] instanceof String text ? text : "";
      boolean known = "true".equalsIgnoreCase(word) || "false".equalsIgnoreCase(word);
      values[i] = known ? (Object) "true".equalsIgnoreCase(word) : Double.NaN;
      every &= known;
    }
    return Column.of(every ? Dtype.BOOL : Dtype.OBJECT, values);
  }

  private static Column none(Column column) {
    Object[] values = column.toArray();
    for (int i = 0; i < values.length; i++) {
      if (NULL_TEXT.equals(values[i])) {
        values[i] = "none";
      }
    }
    return Column.of(Dtype.OBJECT, values);
  }
}
