package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import java.sql.SQLException;
import java.time.Duration;

/** One open database; used by one thread at a time. */
interface Database extends AutoCloseable {

  QueryOutcome run(String sql, QueryLimits limits);

  /** Whether nothing of an earlier query is left, so that another one may run here. */
  default boolean isClean() {
    return true;
  }

  /** Bytes of memory that it may hold between two queries. */
  long footprint();

  @Override
  void close() throws SQLException;

  /** The database cannot be opened. */
  final class OpenException extends Exception {
    private static final long serialVersionUID = 1L;

    OpenException(String message, Throwable cause) {
      super(message, cause);
    }

    Failure failure() {
      return new Failure(Kind.DATABASE, getMessage(), Duration.ZERO);
    }
  }
}
