package dev.rewardgrader.grade.sql.pandas;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.python.PyFloat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code read_csv} makes of a result that {@code to_csv} wrote. Where no field can be torn or
 * lost on the way, the text is not written at all: each column is read from its own words.
 */
public final class CsvRoundTrip {
  /** Decimals with at most this many digits are parsed to the nearest double. */
  private static final double EXACT_DIGITS = 1e15;

  private static final double[] SCALES = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};

  private CsvRoundTrip() {}

  /**
   * The frame as it comes back.
   *
   * @param frame what a query returned, see {@link Frame#of}
   * @throws MalformedCsvException where {@code read_csv} refuses the text
   */
  public static Frame of(Frame frame) throws MalformedCsvException {
    if (!keepsFields(frame)) {
      return ReadCsv.parse(ToCsv.write(frame));
    }
    List<Column> columns = new ArrayList<>(frame.columnCount());
    for (Column column : frame.columns()) {
      columns.add(column(column));
    }
    return new Frame(ReadCsv.uniqueNames(frame.names()), columns, frame.rowCount());
  }

  /**
   * Whether every row and field comes back as it was: a carriage return ends a record, a NUL ends a
   * field, a mark in front is dropped, and a blank line, which only a single column can make, is
   * skipped.
   */
  public static boolean keepsFields(Frame frame) {
    boolean alone = frame.columnCount() < 2;
    for (String name : frame.names()) {
      if (tears(name) || name.startsWith("\uFEFF") || (alone && name.isBlank())) {
        return false;
      }
    }
    for (Column column : frame.columns()) {
      if (column.dtype() == Dtype.OBJECT) {
        for (int row = 0; row < column.size(); row++) {
          if (column.get(row) instanceof String text
              && (tears(text) || (alone && !text.isEmpty() && text.isBlank()))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean tears(String text) {
    return text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0;
  }

  private static Column column(Column column) {
    boolean whole = column.dtype() == Dtype.INT64 && column.size() > 0;
    return whole
        ? column
        : column.dtype() == Dtype.FLOAT64
            ? floats(column).orElseGet(() -> ReadCsv.infer(words(column)))
            : ReadCsv.infer(words(column));
  }

  private static Optional<Column> floats(Column column) {
    Object[] values = new Object[column.size()];
    for (int i = 0; i < values.length; i++) {
      double number = (Double) column.get(i);
      if (Double.isNaN(number) || isShort(number)) {
        values[i] = column.get(i);
        continue;
      }
      DecimalParser.Parsed parsed = DecimalParser.parse(PyFloat.repr(number));
      if (parsed == null) {
        return Optional.empty();
      }
      values[i] = parsed.value();
    }
    return Optional.of(new Column(Dtype.FLOAT64, values));
  }

  /**
   * Whether the number is a decimal of few digits, at most six behind the point: one division by an
   * exact power of ten then gives the number back.
   */
  private static boolean isShort(double number) {
    for (double scale : SCALES) {
      double digits = Math.rint(number * scale);
      if (Math.abs(digits) >= EXACT_DIGITS) {
        return false;
      }
      if (digits / scale == number && digits != 0) {
        return Math.abs(number) >= 1e-4;
      }
    }
    return false;
  }

  private static String[] words(Column column) {
    String[] words = new String[column.size()];
    for (int i = 0; i < words.length; i++) {
      Object value = column.get(i);
      words[i] = Column.isMissing(value) ? "" : PyValue.str(value);
    }
    return words;
  }
}
