package dev.rewardgrader.grade.sql.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.CoreStatement;

/**
 * A prepared query without what JDBC adds to it: the driver's own prepared statement reads all
 * column names, counts columns and parameters, and raises the error of a failed step once more when
 * it is closed.
 */
final class SqliteStatement extends CoreStatement implements AutoCloseable {

  /**
   * Prepares a query.
   *
   * @throws SQLException what SQLite says against it
   */
  SqliteStatement(SQLiteConnection connection, String text) throws SQLException {
    super(connection);
    sql = text;
    connection.getDatabase().prepare(this);
  }

  /** Results are read by {@link SqliteRows}. */
  @Override
  public ResultSet executeQuery(String text, boolean closeOnCompletion) throws SQLException {
    throw new SQLFeatureNotSupportedException("this statement has no JDBC result set");
  }

  /** The result code of the last step, which its reader knows, is not looked at again. */
  @Override
  public void close() throws SQLException {
    if (pointer != null) {
      pointer.close();
    }
  }
}
