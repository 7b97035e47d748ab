package dev.rewardgrader.testsuites.sql;

import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SchemaReader;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a SQLite database as a script that H2 can run, with the types that its values have. */
final class H2Script {
  private H2Script() {}

  static String of(QueryRunner runner, String database) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder();
    for (Map.Entry<String, List<String>> table : SchemaReader.tables(runner, database).entrySet()) {
      String name = table.getKey();
      QueryOutcome outcome =
          runner.run(
              new SqlQuery(
                  Dialect.SQLITE, database, "SELECT * FROM \"" + name + "\"", QueryLimits.DEFAULT));
      if (!(outcome instanceof Rows rows)) {
        throw new IOException("cannot read " + name + " of " + database + ": " + outcome);
      }
      table(script, name, rows.table());
    }
    return script.toString();
  }

  private static void table(StringBuilder script, String name, ResultTable table) {
    script.append("CREATE TABLE ").append(quoted(name)).append(" (");
    for (int i = 0; i < table.columnCount(); i++) {
      script
          .append(i == 0 ? "" : ", ")
          .append(quoted(table.columns().get(i)))
          .append(' ')
          .append(type(table.column(i)));
    }
    script.append(");\n");
    for (Object[] row : table.rows()) {
      String values = Arrays.stream(row).map(H2Script::literal).collect(Collectors.joining(", "));
      script
          .append("INSERT INTO ")
          .append(quoted(name))
          .append(" VALUES (")
          .append(values)
          .append(");\n");
    }
  }

  /** H2 reads an unquoted name as upper case, so that is how it is made. */
  private static String quoted(String name) {
    return "\"" + name.toUpperCase(Locale.ROOT).replace("\"", "\"\"") + "\"";
  }

  private static String type(Object[] values) {
    boolean text = Arrays.stream(values).anyMatch(String.class::isInstance);
    boolean decimal = Arrays.stream(values).anyMatch(Double.class::isInstance);
    return text ? "VARCHAR" : decimal ? "DOUBLE PRECISION" : "BIGINT";
  }

  private static String literal(Object value) {
    return value instanceof String text
        ? "'" + text.replace("'", "''") + "'"
        : String.valueOf(value).replace("null", "NULL");
  }
}
