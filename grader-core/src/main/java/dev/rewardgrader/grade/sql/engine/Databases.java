package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.gate.Dialect;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the databases open that were used last; used by one thread at a time. */
final class Databases implements AutoCloseable {
  private static final int MAX_OPEN = 512;
  private static final long MAX_BYTES = 96L << 20;

  private record Key(Dialect dialect, String database) {}

  private long bytes;
  private final Map<Key, Database> open = new LinkedHashMap<>(16, 0.75f, true);

  /** Told when a database had to be opened, before the query starts. */
  @FunctionalInterface
  interface OpenListener {
    void opened() throws IOException;
  }

  QueryOutcome run(SqlQuery query, OpenListener listener) throws IOException {
    Key key = new Key(query.dialect(), query.database());
    try {
      boolean known = open.containsKey(key);
      QueryOutcome outcome = runOnce(key, query, listener);
      boolean lost = outcome instanceof Failure failure && failure.kind() == Kind.DATABASE;
      // A connection that has lain idle may have been lost, which is not this query's doing.
      return lost && known && query.dialect().isServer() ? runOnce(key, query, listener) : outcome;
    } catch (Database.OpenException e) {
      return e.failure();
    } catch (SQLException e) {
      return new Failure(Kind.DATABASE, query.database() + ": " + e.getMessage(), Duration.ZERO);
    }
  }

  private QueryOutcome runOnce(Key key, SqlQuery query, OpenListener listener)
      throws IOException, SQLException, Database.OpenException {
    Database database = open.get(key);
    if (database == null) {
      database = open(key);
      open.put(key, database);
      bytes += database.footprint();
      evict();
      listener.opened();
    }
    QueryOutcome outcome = run(database, query);
    boolean stopped = outcome instanceof Failure failure && failure.kind() != Kind.ERROR;
    if (stopped || !database.isClean()) {
      // After a stopped or refused query nothing of it may be left to the next one.
      close(key);
    }
    return outcome;
  }

  /**
   * A query's outcome. Drivers throw what they please for values that they cannot show, and deep
   * expressions take the stack; neither may end the worker.
   */
  private static QueryOutcome run(Database database, SqlQuery query) {
    long start = System.nanoTime();
    try {
      return database.run(query.sql(), query.limits());
    } catch (StackOverflowError _) {
      return new Failure(
          Kind.ERROR,
          "the query is nested too deeply",
          Duration.ofNanos(System.nanoTime() - start));
    } catch (RuntimeException e) {
      return new Failure(
          Kind.ERROR,
          "the driver cannot give the result: " + ErrorText.firstLine(e),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static Database open(Key key) throws Database.OpenException {
    if (!key.dialect.isServer() && key.database.startsWith("jdbc:")) {
      // The URL is not shown: it may hold a password.
      throw new Database.OpenException(
          "a database of dialect "
              + key.dialect.word()
              + " is a file, not a URL: give the path, or the server's dialect",
          null);
    }
    try {
      return switch (key.dialect) {
        case SQLITE -> SqliteDatabase.open(key.database);
        case H2 -> H2Database.open(key.database);
        case DUCKDB -> DuckDatabase.open(key.database);
        case MARIADB -> MariaDatabase.open(key.database);
        case POSTGRESQL -> PostgresDatabase.open(key.database);
      };
    } catch (InvalidPathException e) {
      throw new Database.OpenException("the database's path is none: " + e.getReason(), e);
    }
  }

  private void evict() throws SQLException {
    while (open.size() > 1 && (open.size() > MAX_OPEN || bytes > MAX_BYTES)) {
      close(open.keySet().iterator().next());
    }
  }

  private void close(Key key) throws SQLException {
    Database database = open.remove(key);
    if (database != null) {
      bytes -= database.footprint();
      database.close();
    }
  }

  @Override
  public void close() throws SQLException {
    for (Key key : List.copyOf(new ArrayList<>(open.keySet()))) {
      close(key);
    }
  }
}
