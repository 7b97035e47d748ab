package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.files.TemporaryFolder;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB file behind DuckDB's own walls: read-only, no access to files, network or extensions,
 * one thread, a memory limit, no spilling to disk, and a configuration that is locked before the
 * first query. An SQL script {@code NAME.sql} fills a file of its own first. Each query has a
 * connection of its own, so that nothing it leaves is there for the next.
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

  /** The word DUCK stands behind a checksum of eight bytes. */
  private static final int MAGIC_END = 12;

  private final TemporaryFolder folder;
  private Connection session;

  private DuckDatabase(Connection connection, TemporaryFolder folder) {
    super(connection);
    this.folder = folder;
  }

  static DuckDatabase open(String path) throws OpenException {
    check(Path.of(path));
    TemporaryFolder folder = null;
    try {
      if (!path.endsWith(".sql")) {
        return new DuckDatabase(reader(path), null);
      }
      folder = TemporaryFolder.create("duckdb");
      String filled = folder.path().resolve("filled.duckdb").toString();
      try (Connection writer = connect(filled, new Properties());
          Statement statement = writer.createStatement()) {
        statement.execute(Files.readString(Path.of(path)));
      }
      return new DuckDatabase(reader(filled), folder);
    } catch (SQLException | IOException e) {
      if (folder != null) {
        folder.close();
      }
      throw new OpenException("cannot open the DuckDB database " + path + ": " + e.getMessage(), e);
    }
  }

  /** A file of another kind would be tried with extensions, whose messages mislead. */
  private static void check(Path file) throws OpenException {
    if (!Files.isRegularFile(file)) {
      throw new OpenException(
          Files.isDirectory(file)
              ? "the database " + file + " is a folder, not a file"
              : "there is no database file " + file,
          null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(MAGIC_END), StandardCharsets.ISO_8859_1);
      if (!file.toString().endsWith(".sql") && !head.endsWith("DUCK")) {
        throw new OpenException(file + " is not a DuckDB database", null);
      }
    } catch (IOException e) {
      throw new OpenException("cannot read the database " + file + ": " + e, e);
    }
  }

  private static Connection connect(String path, Properties properties) throws SQLException {
    return new DuckDBDriver().connect("jdbc:duckdb:" + path, properties);
  }

  private static Connection reader(String path) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
    // A file of another engine is not opened with an extension fetched from the network.
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    Connection connection = connect(path, properties);
    try (Statement statement = connection.createStatement()) {
      for (String wall : WALLS) {
        statement.execute(wall);
      }
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection, e);
      throw e;
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
    session = ((DuckDBConnection) connection()).duplicate();
  }

  @Override
  Connection session() {
    return session;
  }

  @Override
  void end() throws SQLException {
    session.close();
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

  @Override
  public void close() throws SQLException {
    try {
      super.close();
    } finally {
      if (folder != null) {
        folder.close();
      }
    }
  }
}
