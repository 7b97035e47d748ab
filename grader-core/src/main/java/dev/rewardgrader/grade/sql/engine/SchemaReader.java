package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.gate.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads tables and columns of a SQLite database. */
public final class SchemaReader {
  private static final String QUERY =
      "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p"
          + " WHERE m.type = 'table' ORDER BY m.rowid, p.cid";

  private SchemaReader() {}

  /**
   * Columns by table, both in the database's order.
   *
   * @throws IOException when the database cannot be read
   */
  public static Map<String, List<String>> tables(QueryRunner runner, String database)
      throws IOException, InterruptedException {
    QueryOutcome outcome =
        runner.run(new SqlQuery(Dialect.SQLITE, database, QUERY, QueryLimits.DEFAULT));
    return switch (outcome) {
      case Rows rows -> {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        for (Object[] row : rows.table().rows()) {
          tables.computeIfAbsent((String) row[0], _ -> new ArrayList<>()).add((String) row[1]);
        }
        yield tables;
      }
      case Failure failure ->
          throw new IOException("cannot read the schema of " + database + ": " + failure.message());
    };
  }
}
