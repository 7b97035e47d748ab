package dev.rewardgrader.grade.sql.result;

import java.util.List;

/**
 * What a query returned. A value is {@code null}, {@link Long}, {@link Double}, {@link String} or
 * {@link Blob}; engines map their own types to these. Rows are shared and must not be changed.
 *
 * @param columns column names as the engine gave them; may repeat
 * @param rows one array per row, each as long as {@code columns}
 */
public record ResultTable(List<String> columns, List<Object[]> rows) {

  public ResultTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  public int rowCount() {
    return rows.size();
  }

  public int columnCount() {
    return columns.size();
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The values of one column, top to bottom. */
  public Object[] column(int index) {
    Object[] values = new Object[rows.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = rows.get(row)[index];
    }
    return values;
  }
}
