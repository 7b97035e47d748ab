package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.RowReader.OutputLimitException;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
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

  private static final byte[] NOTHING = {};

  private static final int INTEGER = 1;
  private static final int FLOAT = 2;
  private static final int TEXT = 3;
  private static final int BLOB = 4;

  private final DB db;
  private final long statement;
  private final int width;
  private final QueryLimits limits;
  private final boolean utf8;
  private final String[] names;
  private final RowEncoder rows;
  private long bytes;
  private boolean textBroken;
  private OutputLimitException exceeded;

  private SqliteRows(DB db, long statement, QueryLimits limits, boolean utf8) throws SQLException {
    this.db = db;
    this.utf8 = utf8;
    this.statement = statement;
    this.limits = limits;
    this.width = db.column_count(statement);
    this.names = new String[width];
    this.rows = new RowEncoder(width);
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
      row();
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
    return new ResultTable(Arrays.asList(names), rows.finish(), textBroken);
  }

  /** The result code without its extension. */
  private int step() throws SQLException {
    return db.step(statement) & 0xFF;
  }

  private void row() throws SQLException {
    if (rows.rows() >= limits.maxRows()) {
      exceeded = OutputLimitException.rows(limits);
      return;
    }
    for (int i = 0; i < width; i++) {
      switch (db.column_type(statement, i)) {
        case INTEGER -> {
          rows.addLong(db.column_long(statement, i));
          bytes += RowReader.NUMBER_BYTES;
        }
        case FLOAT -> {
          rows.addDouble(db.column_double(statement, i));
          bytes += RowReader.NUMBER_BYTES;
        }
        case TEXT -> text(i);
        case BLOB -> {
          byte[] value = bytes(i);
          rows.addBlob(value);
          bytes += value.length;
        }
        default -> {
          rows.addNull();
          bytes += RowReader.NUMBER_BYTES;
        }
      }
    }
    rows.endRow();
    if (Math.max(bytes, rows.size()) > limits.maxBytes()) {
      exceeded = OutputLimitException.bytes(limits);
    }
  }

  /**
   * A text by its bytes: the driver's own call for text makes a buffer object for each value. In a
   * database whose encoding is UTF-16 the bytes are not UTF-8.
   */
  private void text(int column) throws SQLException {
    byte[] value = utf8 ? bytes(column) : null;
    if (value != null && isAscii(value)) {
      rows.addText(value);
      bytes += 2L * value.length;
      return;
    }
    String text = value == null ? db.column_text(statement, column) : RowReader.decode(value);
    byte[] clean = text.getBytes(StandardCharsets.UTF_8);
    textBroken |= value != null && clean.length < value.length;
    rows.addText(clean);
    bytes += 2L * text.length();
  }

  private static boolean isAscii(byte[] text) {
    for (byte one : text) {
      if (one < 0) {
        return false;
      }
    }
    return true;
  }

  /** The driver gives nothing for a value without bytes. */
  private byte[] bytes(int column) throws SQLException {
    byte[] value = db.column_blob(statement, column);
    return value == null ? NOTHING : value;
  }
}
