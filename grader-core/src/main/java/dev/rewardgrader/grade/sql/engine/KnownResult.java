package dev.rewardgrader.grade.sql.engine;

import java.util.List;

/** A runner that has the outcome of one query at hand and leaves all others to another runner. */
public final class KnownResult implements QueryRunner {
  private final QueryRunner runner;
  private final SqlQuery query;
  private final QueryOutcome outcome;

  public KnownResult(QueryRunner runner, SqlQuery query, QueryOutcome outcome) {
    this.runner = runner;
    this.query = query;
    this.outcome = outcome;
  }

  @Override
  public QueryOutcome run(SqlQuery wanted) throws InterruptedException {
    return wanted.equals(query) ? outcome : runner.run(wanted);
  }

  @Override
  public List<QueryOutcome> runAll(List<SqlQuery> queries) throws InterruptedException {
    return queries.size() == 1 ? List.of(run(queries.getFirst())) : runner.runAll(queries);
  }

  /** The runner behind it is closed by whoever made that. */
  @Override
  public void close() {
    // Nothing of its own is open.
  }
}
