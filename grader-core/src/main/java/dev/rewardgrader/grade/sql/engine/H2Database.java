package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.files.TemporaryFolder;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.api.ErrorCode;

/**
 * An H2 database behind H2's own walls: a private copy, and a user who may only read. A database is
 * a file {@code NAME.mv.db} (path with or without that ending) or an SQL script {@code NAME.sql};
 * the copy is made once and never written back. A mode such as {@code ;MODE=PostgreSQL} may follow
 * the path: that is syntax help, not the other engine's behaviour.
 *
 * <p>Memory is H2's hole: a query can fill the heap of the process it runs in, so untrusted queries
 * belong in a worker.
 */
final class H2Database implements Database {
  private static final String FILE_ENDING = ".mv.db";
  private static final long FOOTPRINT = 8 << 20;
  private static final AtomicLong NUMBER = new AtomicLong();

  private final String url;
  private final Connection keeper;
  private final TemporaryFolder folder;

  /** What is open: a URL, and a connection without which a database in memory would be gone. */
  private record Opened(String url, Connection keeper) {}

  private H2Database(Opened opened, TemporaryFolder folder) {
    this.url = opened.url;
    this.keeper = opened.keeper;
    this.folder = folder;
  }

  static H2Database open(String database) throws OpenException {
    // No class may be called from SQL, whatever a database defines.
    System.setProperty("h2.allowedClasses", "");
    int options = database.indexOf(';');
    String path = options < 0 ? database : database.substring(0, options);
    String mode = options < 0 ? "" : mode(database.substring(options));
    String file = path.endsWith(".sql") || path.endsWith(FILE_ENDING) ? path : path + FILE_ENDING;
    if (!Files.isRegularFile(Path.of(file))) {
      throw new OpenException(
          "there is no database file " + file + "; an H2 database is NAME.mv.db or NAME.sql", null);
    }
    TemporaryFolder folder = null;
    try {
      if (path.endsWith(".sql")) {
        return new H2Database(fromScript(path, mode), null);
      }
      folder = TemporaryFolder.create("h2");
      return new H2Database(fromFile(Path.of(file), mode, folder.path()), folder);
    } catch (SQLException | IOException e) {
      if (folder != null) {
        folder.close();
      }
      throw new OpenException(
          "cannot open the H2 database " + path + ": " + ErrorText.firstLine(e), e);
    }
  }

  /** Only the compatibility mode may be chosen; every other setting could open a wall. */
  private static String mode(String options) throws OpenException {
    if (!options.matches("(?i);MODE=[A-Za-z0-9]+")) {
      throw new OpenException(
          "an H2 database may be followed by ;MODE=… only, not by " + options, null);
    }
    return options;
  }

  private static Opened fromScript(String script, String mode) throws SQLException, IOException {
    String sql = Files.readString(Path.of(script));
    String url = "jdbc:h2:mem:grader" + NUMBER.incrementAndGet() + mode;
    try (Connection admin = connect(url, "SA", "")) {
      try (Statement statement = admin.createStatement()) {
        statement.execute(sql);
      }
      return reader(admin, url);
    }
  }

  private static Opened fromFile(Path source, String mode, Path folder)
      throws SQLException, IOException {
    Files.copy(source, folder.resolve("copy" + FILE_ENDING));
    String url = "jdbc:h2:file:" + folder.resolve("copy").toAbsolutePath() + mode;
    try (Connection admin = connect(url, "SA", "")) {
      return reader(admin, url);
    }
  }

  /** The reader is connected before the admin leaves, so that an in-memory database lives on. */
  private static Opened reader(Connection admin, String url) throws SQLException {
    List<String> schemas = new ArrayList<>();
    try (Statement statement = admin.createStatement()) {
      try (ResultSet result =
          statement.executeQuery(
              "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME <>"
                  + " 'INFORMATION_SCHEMA'")) {
        while (result.next()) {
          schemas.add(result.getString(1));
        }
      }
      statement.execute("CREATE USER IF NOT EXISTS GRADER_READER PASSWORD 'reader'");
      for (String schema : schemas) {
        statement.execute(
            "GRANT SELECT ON SCHEMA \"" + schema.replace("\"", "\"\"") + "\" TO GRADER_READER");
      }
    }
    return new Opened(url, connectReader(url));
  }

  private static Connection connectReader(String url) throws SQLException {
    return connect(url, "GRADER_READER", "reader");
  }

  private static Connection connect(String url, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return org.h2.Driver.load().connect(url, properties);
  }

  @Override
  public long footprint() {
    return FOOTPRINT;
  }

  @Override
  public QueryOutcome run(String sql, QueryLimits limits) {
    long start = System.nanoTime();
    // Variables, temporary tables and settings of a session end with the query that made them.
    try (Connection connection = connectReader(url);
        Statement session = connection.createStatement()) {
      session.execute("SET QUERY_TIMEOUT " + limits.deadline().toMillis());
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setMaxRows(limits.maxRows() + 1);
        try (ResultSet result = statement.executeQuery()) {
          return new Rows(RowReader.read(result, limits), since(start));
        }
      }
    } catch (RowReader.OutputLimitException e) {
      return new Failure(Kind.OUTPUT_LIMIT, e.getMessage(), since(start));
    } catch (SQLException e) {
      return new Failure(kind(e), ErrorText.ofH2(e, sql), since(start));
    }
  }

  private static Kind kind(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.STATEMENT_WAS_CANCELED -> Kind.TIME_LIMIT;
      case ErrorCode.OUT_OF_MEMORY -> Kind.MEMORY_LIMIT;
      case ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1, ErrorCode.ADMIN_RIGHTS_REQUIRED -> Kind.WRITE;
      case ErrorCode.DATABASE_IS_CLOSED, ErrorCode.FILE_CORRUPTED_1 -> Kind.DATABASE;
      default -> Kind.ERROR;
    };
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() throws SQLException {
    try {
      keeper.close();
    } finally {
      if (folder != null) {
        folder.close();
      }
    }
  }
}
