package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.RowReader.OutputLimitException;
import dev.rewardgrader.grade.sql.result.Blob;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;

/**
 * Fetches a SQLite result through the driver's own statement calls, under one lock for the whole
 * result. Its JDBC result set takes several locks and closures a value, which costs as much as a
 * small query.
 */
final class SqliteRows {
  /** What the driver's JDBC statement says, too. */
  private static final String NO_RESULT = "Query does not return results";

  private static final int INTEGER = 1;
  private static final int FLOAT = 2;
  private static final int TEXT = 3;
  private static final int BLOB = 4;

  private final DB db;
  private final long statement;
  private final int width;
  private final QueryLimits limits;
  private final boolean utf8;
  private final List<Object[]> rows = new ArrayList<>();
  private final String[] names;
  private long bytes;
  private OutputLimitException exceeded;

  private SqliteRows(DB db, long statement, QueryLimits limits, boolean utf8) throws SQLException {
    this.db = db;
    this.utf8 = utf8;
    this.statement = statement;
    this.limits = limits;
    this.width = db.column_count(statement);
    this.names = new String[width];
    for (int i = 0; i < width; i++) {
      names[i] = db.column_name(statement, i);
    }
    fetch();
  }

  /**
   * The whole result.
   *
   * @param utf8 how the database stores text
   */
  static ResultTable read(SqliteStatement statement, QueryLimits limits, boolean utf8)
      throws SQLException, OutputLimitException {
    SqliteRows rows =
        statement.pointer.<SqliteRows, SQLException>safeRun(
            (db, pointer) -> new SqliteRows(db, pointer, limits, utf8));
    return rows.table();
  }

  private void fetch() throws SQLException {
    if (width == 0) {
      throw new SQLException(NO_RESULT);
    }
    int code = step();
    while (code == Codes.SQLITE_ROW) {
      add(row());
      if (exceeded != null) {
        return;
      }
      code = step();
    }
    if (code != Codes.SQLITE_DONE) {
      db.throwex(code);
    }
  }

  private ResultTable table() throws OutputLimitException {
    if (exceeded != null) {
      throw exceeded;
    }
    return new ResultTable(Arrays.asList(names), rows);
  }

  /** The result code without its extension. */
  private int step() throws SQLException {
    return db.step(statement) & 0xFF;
  }

  private void add(Object[] row) {
    if (rows.size() >= limits.maxRows()) {
      exceeded = OutputLimitException.rows(limits);
    } else if (bytes > limits.maxBytes()) {
      exceeded = OutputLimitException.bytes(limits);
    } else {
      rows.add(row);
    }
  }

  private Object[] row() throws SQLException {
    Object[] row = new Object[width];
    for (int i = 0; i < width; i++) {
      Object value =
          switch (db.column_type(statement, i)) {
            case INTEGER -> db.column_long(statement, i);
            case FLOAT -> db.column_double(statement, i);
            case TEXT -> text(i);
            case BLOB -> blob(i);
            default -> null;
          };
      row[i] = value;
      bytes += RowReader.size(value);
    }
    return row;
  }

  /**
   * A text by its bytes: the driver's own call for text makes a buffer object for each value. In a
   * database whose encoding is UTF-16 the bytes are not UTF-8.
   */
  private String text(int column) throws SQLException {
    if (!utf8) {
      return db.column_text(statement, column);
    }
    byte[] bytes = db.column_blob(statement, column);
    if (bytes == null) {
      return "";
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(RowReader.REPLACEMENT) < 0 ? text : RowReader.decode(bytes);
  }

  /** The driver gives nothing for a blob without bytes. */
  private Blob blob(int column) throws SQLException {
    byte[] value = db.column_blob(statement, column);
    return new Blob(value == null ? new byte[0] : value);
  }
}
