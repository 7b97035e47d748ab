package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.RowReader.OutputLimitException;
import dev.rewardgrader.grade.sql.result.Blob;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
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
  private final List<Object[]> rows = new ArrayList<>();
  private final String[] names;
  private long bytes;
  private OutputLimitException exceeded;

  private SqliteRows(DB db, long statement, QueryLimits limits) throws SQLException {
    this.db = db;
    this.statement = statement;
    this.limits = limits;
    this.width = db.column_count(statement);
    this.names = new String[width];
    for (int i = 0; i < width; i++) {
      names[i] = db.column_name(statement, i);
    }
    fetch();
  }

  static ResultTable read(CoreStatement statement, QueryLimits limits)
      throws SQLException, OutputLimitException {
    SqliteRows rows =
        statement.pointer.<SqliteRows, SQLException>safeRun(
            (db, pointer) -> new SqliteRows(db, pointer, limits));
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

  private String text(int column) throws SQLException {
    String text = db.column_text(statement, column);
    return text.indexOf(RowReader.REPLACEMENT) < 0
        ? text
        : RowReader.decode(db.column_blob(statement, column));
  }

  /** The driver gives nothing for a blob without bytes. */
  private Blob blob(int column) throws SQLException {
    byte[] value = db.column_blob(statement, column);
    return new Blob(value == null ? new byte[0] : value);
  }
}
