package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection to PostgreSQL as a role that may only read, see {@link ServerCopies}. Each query has
 * a read-only transaction of its own, which is rolled back, and the server stops it by itself.
 */
final class PostgresDatabase extends JdbcDatabase {
  private static final long FOOTPRINT = 1 << 20;

  private PostgresDatabase(Connection connection) {
    super(connection);
  }

  static PostgresDatabase open(String url) throws OpenException {
    try {
      Connection connection = Drivers.connect(url);
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      return new PostgresDatabase(connection);
    } catch (SQLException e) {
      throw new OpenException("cannot connect to " + JdbcUrl.shown(url) + ": " + e.getMessage(), e);
    }
  }

  @Override
  void begin(QueryLimits limits) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute("SET LOCAL statement_timeout = " + limits.deadline().toMillis());
    }
  }

  @Override
  void end() throws SQLException {
    connection().rollback();
  }

  @Override
  String message(SQLException e, String sql) {
    return ErrorText.ofPostgres(e);
  }

  @Override
  Kind kind(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return switch (state) {
      // query_canceled
      case "57014" -> Kind.TIME_LIMIT;
      // read_only_sql_transaction, insufficient_privilege
      case "25006", "42501" -> Kind.WRITE;
      // disk_full, out_of_memory, configuration_limit_exceeded (temp_file_limit)
      case "53100", "53200", "53400" -> Kind.MEMORY_LIMIT;
      default ->
          state.startsWith("08") || state.startsWith("57P") || state.startsWith("XX")
              ? Kind.DATABASE
              : Kind.ERROR;
    };
  }

  @Override
  public long footprint() {
    return FOOTPRINT;
  }
}
