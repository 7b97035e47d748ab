package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.result.Shortened;
import java.util.Optional;

/** Which ends of a query are a fault of ours or of the task. */
final class QueryFaults {
  /** Characters of a query that a message shows. */
  private static final int MAX_SHOWN = 2_000;

  private QueryFaults() {}

  /**
   * A gold's result.
   *
   * @throws GraderFault where it has none
   */
  static Rows ofGold(QueryOutcome outcome, SqlQuery query) throws GraderFault {
    if (outcome instanceof Rows rows) {
      return rows;
    }
    throw of((Failure) outcome, query.sql(), query.database());
  }

  /**
   * The result of a query that may fail.
   *
   * @throws GraderFault where a worker or a database is lost, which says nothing about the query
   */
  static Optional<Rows> rows(QueryOutcome outcome, SqlQuery query) throws GraderFault {
    return switch (outcome) {
      case Rows rows -> Optional.of(rows);
      case Failure failure when isFault(failure) ->
          throw of(failure, query.sql(), query.database());
      case Failure _ -> Optional.empty();
    };
  }

  /** Whether a failure is not the query's doing. */
  static boolean isFault(Failure failure) {
    return failure.kind() == Kind.WORKER_LOST || failure.kind() == Kind.DATABASE;
  }

  /** The fault that a failure is; of a gold, each is one. */
  static GraderFault of(Failure failure, String sql, String database) {
    // A server's URL holds a password.
    String place = database.startsWith("jdbc:") ? "the server's database" : database;
    return switch (failure.kind()) {
      case WORKER_LOST -> GraderFault.transientFault("sql-worker", failure.message(), null);
      case DATABASE ->
          GraderFault.permanent(
              "bad-database",
              failure.message().contains(place)
                  ? failure.message()
                  : place + ": " + failure.message(),
              null);
      default ->
          GraderFault.badTask(
              "the gold query fails on "
                  + place
                  + " ("
                  + failure.kind()
                  + "): "
                  + failure.message()
                  + ": "
                  + shown(sql));
    };
  }

  /** A query in a message, which a text of any length would make unreadable. */
  static String shown(String sql) {
    return Shortened.of(sql, MAX_SHOWN);
  }
}
