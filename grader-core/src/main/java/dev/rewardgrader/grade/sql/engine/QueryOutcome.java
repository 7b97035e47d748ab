package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.result.ResultTable;
import java.time.Duration;

/** How a query ended. */
public sealed interface QueryOutcome {

  /** Wall time of preparing, running and fetching. */
  Duration time();

  /** It ran; the result is whole. */
  record Rows(ResultTable table, Duration time) implements QueryOutcome {}

  /** It did not end in a result. */
  record Failure(Kind kind, String message, Duration time) implements QueryOutcome {}

  /** Why there is no result. */
  enum Kind {
    /** The engine refused the statement. */
    ERROR,
    /** The engine refused it because it would write. */
    WRITE,
    TIME_LIMIT,
    /** Too many rows or bytes. */
    OUTPUT_LIMIT,
    MEMORY_LIMIT,
    /** The worker died for a reason of its own; a fault of ours. */
    WORKER_LOST,
    /** The database is missing, corrupt or cannot be reached; a fault of the task. */
    DATABASE
  }
}
