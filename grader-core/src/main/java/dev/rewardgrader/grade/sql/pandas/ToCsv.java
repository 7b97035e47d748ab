package dev.rewardgrader.grade.sql.pandas;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.List;

/** {@code DataFrame(rows).to_csv(index=False)}: how the published pipelines store a gold result. */
public final class ToCsv {
  private ToCsv() {}

  public static String write(ResultTable table) {
    return write(Frame.of(table));
  }

  public static String write(Frame frame) {
    StringBuilder out = new StringBuilder();
    List<Column> columns = frame.columns();
    for (int i = 0; i < columns.size(); i++) {
      field(out, i, frame.names().get(i), columns.size() == 1);
    }
    out.append('\n');
    for (int row = 0; row < frame.rowCount(); row++) {
      for (int i = 0; i < columns.size(); i++) {
        Object value = columns.get(i).get(row);
        field(out, i, Column.isMissing(value) ? "" : PyValue.str(value), columns.size() == 1);
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static void field(StringBuilder out, int index, String text, boolean alone) {
    if (index > 0) {
      out.append(',');
    }
    boolean quote =
        (alone && text.isEmpty())
            || text.indexOf(',') >= 0
            || text.indexOf('"') >= 0
            || text.indexOf('\n') >= 0;
    out.append(quote ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
  }
}
