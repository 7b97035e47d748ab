package dev.rewardgrader.grade.sql.pandas;

import dev.rewardgrader.grade.sql.result.Blob;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A table of typed columns.
 *
 * @param names may repeat when the frame was made from a query's rows
 */
public record Frame(List<String> names, List<Column> columns, int rowCount) {

  public Frame {
    names = List.copyOf(names);
    columns = List.copyOf(columns);
  }

  /** What {@code DataFrame(rows, columns=names)} infers from a list of tuples. */
  public static Frame of(ResultTable table) {
    List<Column> columns = new ArrayList<>(table.columnCount());
    for (int i = 0; i < table.columnCount(); i++) {
      columns.add(infer(table.column(i)));
    }
    return new Frame(table.columns(), columns, table.rowCount());
  }

  public int columnCount() {
    return columns.size();
  }

  public boolean hasRepeatedNames() {
    return names.size() > 1 && new HashSet<>(names).size() < names.size();
  }

  public Frame withColumns(List<Column> replacement) {
    return new Frame(names, replacement, rowCount);
  }

  public Frame withNames(List<String> replacement) {
    return new Frame(replacement, columns, rowCount);
  }

  public Frame take(int[] rows) {
    return new Frame(
        names, columns.stream().map(column -> column.take(rows)).toList(), rows.length);
  }

  private static Column infer(Object[] values) {
    boolean missing = false;
    boolean floats = false;
    boolean integers = false;
    for (Object value : values) {
      switch (value) {
        case null -> missing = true;
        case Long _ -> integers = true;
        case Double _ -> floats = true;
        case String _, Blob _ -> {
          return new Column(Dtype.OBJECT, values);
        }
        default -> throw new IllegalArgumentException("not a result value: " + value.getClass());
      }
    }
    if (integers && !floats && !missing) {
      return new Column(Dtype.INT64, values);
    }
    if (!integers && !floats) {
      return new Column(Dtype.OBJECT, values);
    }
    Object[] doubles = new Object[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i] == null ? Double.NaN : ((Number) values[i]).doubleValue();
    }
    return new Column(Dtype.FLOAT64, doubles);
  }
}
