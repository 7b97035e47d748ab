package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB file, or an SQL script {@code NAME.sql} that fills a database in memory, behind DuckDB's
 * own walls: read-only, no access to files, network or extensions, one thread, a memory limit, no
 * spilling to disk, and a configuration that is locked before the first query.
 */
final class DuckDatabase extends JdbcDatabase {
  private static final long FOOTPRINT = 24 << 20;
  private static final List<String> WALLS =
      List.of(
          "SET threads = 1",
          "SET memory_limit = '192MB'",
          "SET temp_directory = ''",
          "SET autoinstall_known_extensions = false",
          "SET autoload_known_extensions = false",
          "SET allow_community_extensions = false",
          "SET enable_external_access = false",
          "SET lock_configuration = true");

  private final boolean inMemory;

  private DuckDatabase(Connection connection, boolean inMemory) {
    super(connection);
    this.inMemory = inMemory;
  }

  static DuckDatabase open(String path) throws OpenException {
    boolean script = path.endsWith(".sql");
    if (!Files.isReadable(Path.of(path))) {
      throw new OpenException("cannot read the database " + path, null);
    }
    Properties properties = new Properties();
    if (!script) {
      properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
    }
    Connection connection = null;
    try {
      connection = new DuckDBDriver().connect("jdbc:duckdb:" + (script ? "" : path), properties);
      try (Statement statement = connection.createStatement()) {
        if (script) {
          statement.execute(Files.readString(Path.of(path)));
        }
        for (String wall : WALLS) {
          statement.execute(wall);
        }
      }
      return new DuckDatabase(connection, script);
    } catch (SQLException | IOException e) {
      closeQuietly(connection, e);
      throw new OpenException("cannot open the DuckDB database " + path + ": " + e.getMessage(), e);
    }
  }

  private static void closeQuietly(Connection connection, Exception reason) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  void begin(QueryLimits limits) throws SQLException {
    // The deadline is the alarm's matter; DuckDB has no timeout of its own.
    if (inMemory) {
      execute("BEGIN TRANSACTION READ ONLY");
    }
  }

  @Override
  void end() throws SQLException {
    // A database that is a read-only file keeps nothing of a query; here an error would have ended
    // the transaction for all that follow.
    if (inMemory) {
      execute("ROLLBACK");
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  String message(SQLException e, String sql) {
    return ErrorText.ofDuckDb(e, sql);
  }

  @Override
  Kind kind(SQLException e) {
    String message = ErrorText.duckDb(e).toLowerCase(Locale.ROOT);
    if (message.contains("interrupt")) {
      return Kind.TIME_LIMIT;
    }
    if (message.startsWith("out of memory") || message.contains("could not allocate")) {
      return Kind.MEMORY_LIMIT;
    }
    if (message.startsWith("permission error")
        || message.contains("read-only")
        || message.contains("configuration has been locked")) {
      return Kind.WRITE;
    }
    return message.startsWith("io error") || message.startsWith("fatal")
        ? Kind.DATABASE
        : Kind.ERROR;
  }

  @Override
  public long footprint() {
    return FOOTPRINT;
  }
}
