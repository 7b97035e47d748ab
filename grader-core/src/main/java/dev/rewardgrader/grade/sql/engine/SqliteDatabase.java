package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * A SQLite file behind SQLite's own walls: opened read-only and immutable, no ATTACH, short values
 * and statements, no trust in the schema, and a progress handler that looks at the deadline. (The
 * driver's {@code setQueryTimeout} is a lock timeout and stops nothing.)
 */
final class SqliteDatabase implements Database {
  private static final int OPERATIONS_PER_TICK = 20_000;

  /** Of the page cache, in kilobytes. */
  private static final int CACHE_KILOBYTES = 4_000;

  /** Of a connection and its parsed schema, roughly. */
  private static final long CONNECTION_BYTES = 200_000;

  private final SQLiteConnection connection;
  private final boolean utf8;
  private final long footprint;
  private final Deadline deadline = new Deadline();

  private static final class Deadline extends ProgressHandler {
    private long at;
    private boolean passed;

    void start(Duration time) {
      at = System.nanoTime() + time.toNanos();
      passed = false;
    }

    @Override
    protected int progress() {
      passed = passed || System.nanoTime() - at > 0;
      return passed ? 1 : 0;
    }
  }

  private SqliteDatabase(SQLiteConnection connection, boolean utf8, long footprint)
      throws SQLException {
    this.connection = connection;
    this.utf8 = utf8;
    this.footprint = footprint;
    ProgressHandler.setHandler(connection, OPERATIONS_PER_TICK, deadline);
  }

  static SqliteDatabase open(String path) throws OpenException {
    Path file = Path.of(path).toAbsolutePath();
    SqliteFile.check(file);
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    // One thread at a time uses a connection.
    config.resetOpenMode(SQLiteOpenMode.FULLMUTEX);
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    config.setPragma(SQLiteConfig.Pragma.LIMIT_ATTACHED, "0");
    config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, "10000000");
    config.setPragma(SQLiteConfig.Pragma.LIMIT_SQL_LENGTH, "250000");
    config.setPragma(SQLiteConfig.Pragma.LIMIT_WORKER_THREADS, "0");
    config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-" + CACHE_KILOBYTES);
    SQLiteConnection connection = null;
    try {
      String uri = file.toUri().getRawPath();
      connection =
          (SQLiteConnection)
              config.createConnection("jdbc:sqlite:file:" + uri + "?mode=ro&immutable=1");
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA query_only=ON");
        statement.execute("PRAGMA trusted_schema=OFF");
        statement.executeQuery("SELECT count(*) FROM sqlite_master").close();
      }
      return new SqliteDatabase(
          connection,
          isUtf8(connection),
          CONNECTION_BYTES + Math.min(file.toFile().length(), CACHE_KILOBYTES * 1000L));
    } catch (SQLException e) {
      closeQuietly(connection, e);
      throw new OpenException("cannot open the SQLite database " + file + ": " + e.getMessage(), e);
    }
  }

  /** An empty database in memory, after a statement that fills it. */
  static SqliteDatabase inMemory(String filling) throws SQLException {
    SQLiteConnection connection =
        (SQLiteConnection) new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
    try (Statement statement = connection.createStatement()) {
      statement.execute(filling);
      return new SqliteDatabase(connection, true, CONNECTION_BYTES);
    } catch (SQLException e) {
      closeQuietly(connection, e);
      throw e;
    }
  }

  private static boolean isUtf8(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet encoding = statement.executeQuery("PRAGMA encoding")) {
      return encoding.next() && encoding.getString(1).equals("UTF-8");
    }
  }

  private static void closeQuietly(Connection connection, SQLException reason) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public long footprint() {
    return footprint;
  }

  @Override
  public QueryOutcome run(String sql, QueryLimits limits) {
    long start = System.nanoTime();
    deadline.start(limits.deadline());
    try (SqliteStatement statement = new SqliteStatement(connection, sql)) {
      return new Rows(SqliteRows.read(statement, limits, utf8), since(start));
    } catch (RowReader.OutputLimitException e) {
      return new Failure(Kind.OUTPUT_LIMIT, e.getMessage(), since(start));
    } catch (SQLException e) {
      return new Failure(kind(e), e.getMessage(), since(start));
    }
  }

  private Kind kind(SQLException e) {
    if (deadline.passed) {
      return Kind.TIME_LIMIT;
    }
    SQLiteErrorCode code =
        e instanceof SQLiteException typed ? typed.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
    return switch (code) {
      case SQLITE_INTERRUPT -> Kind.TIME_LIMIT;
      case SQLITE_TOOBIG, SQLITE_NOMEM, SQLITE_FULL -> Kind.MEMORY_LIMIT;
      case SQLITE_READONLY, SQLITE_AUTH, SQLITE_PERM -> Kind.WRITE;
      case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_IOERR -> Kind.DATABASE;
      default -> Kind.ERROR;
    };
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() throws SQLException {
    ProgressHandler.clearHandler(connection);
    connection.close();
  }
}
