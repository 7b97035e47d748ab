package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A connection whose query is cancelled at its deadline by another thread. What an engine does
 * besides (its own timeout, its error codes) is in the subclass.
 */
abstract class JdbcDatabase implements Database {
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sql-deadline").factory());

  private static final int FETCH_ROWS = 500;

  private final Connection connection;
  private boolean clean = true;

  JdbcDatabase(Connection connection) {
    this.connection = connection;
  }

  final Connection connection() {
    return connection;
  }

  /** The connection that queries run on. */
  Connection session() {
    return connection;
  }

  /** Makes the session ready for one query: its timeout, a fresh read-only transaction. */
  abstract void begin(QueryLimits limits) throws SQLException;

  /** Leaves nothing of a query behind. */
  abstract void end() throws SQLException;

  /** An error in one line, with its place where the engine gives it. */
  abstract String message(SQLException e, String sql);

  /** What an error says about the query or the database. */
  abstract Kind kind(SQLException e);

  @Override
  public final boolean isClean() {
    return clean;
  }

  @Override
  public final QueryOutcome run(String sql, QueryLimits limits) {
    long start = System.nanoTime();
    try {
      begin(limits);
    } catch (SQLException e) {
      return new Failure(Kind.DATABASE, ErrorText.firstLine(e), since(start));
    }
    QueryOutcome outcome = query(sql, limits, start);
    try {
      end();
    } catch (SQLException e) {
      // The outcome stands; the next query gets another session.
      clean = false;
      System.getLogger(JdbcDatabase.class.getName())
          .log(System.Logger.Level.DEBUG, "after a query", e);
    }
    return outcome;
  }

  private QueryOutcome query(String sql, QueryLimits limits, long start) {
    try (Statement statement = session().createStatement()) {
      statement.setFetchSize(FETCH_ROWS);
      Future<?> alarm =
          CLOCK.schedule(
              () -> cancel(statement), limits.deadline().toMillis(), TimeUnit.MILLISECONDS);
      try (ResultSet result = statement.executeQuery(sql)) {
        return new Rows(RowReader.read(result, limits), since(start));
      } finally {
        alarm.cancel(false);
      }
    } catch (RowReader.OutputLimitException e) {
      return new Failure(Kind.OUTPUT_LIMIT, e.getMessage(), since(start));
    } catch (SQLException e) {
      boolean late = since(start).compareTo(limits.deadline()) >= 0;
      return new Failure(late ? Kind.TIME_LIMIT : kind(e), message(e, sql), since(start));
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // The query has just ended, or the process is killed after its grace.
      System.getLogger(JdbcDatabase.class.getName()).log(System.Logger.Level.DEBUG, "cancel", e);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
