package dev.rewardgrader.grade.sql;

import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.util.Optional;

/**
 * A candidate on its way to a score.
 *
 * @param completion all that the model wrote
 * @param candidate null when the completion holds no query
 * @param result what it returned; empty when it was not run or failed
 */
record Attempt(
    SqlTask task,
    Dialect dialect,
    String completion,
    Candidate candidate,
    Optional<ResultTable> result) {

  String sql() {
    return candidate == null ? "" : candidate.text();
  }

  /**
   * The gold's text.
   *
   * @throws GraderFault where the gold is a result
   */
  String goldSql() throws GraderFault {
    if (task.gold() instanceof SqlGold.Query query) {
      return query.sql();
    }
    throw goldIsResult(task);
  }

  /** The fault of a task whose metric needs the gold's text. */
  static GraderFault goldIsResult(SqlTask task) {
    return GraderFault.badTask(
        "the metric "
            + task.metric()
            + " compares queries, and the gold is a result: give a query, or another metric");
  }
}
