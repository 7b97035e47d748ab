package dev.rewardgrader.grade.sql.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Sends queries on server databases to their private copies and leaves all others as they are. The
 * credentials of a task's URL stay in this process; workers see the reader's only.
 */
public final class ServerRunner implements QueryRunner {
  private final QueryRunner runner;
  private final ServerCopies copies = new ServerCopies();

  /** A runner over another one, which it closes. */
  public ServerRunner(QueryRunner runner) {
    this.runner = runner;
  }

  @Override
  public QueryOutcome run(SqlQuery query) throws InterruptedException {
    return query.dialect().isServer() ? runOnCopy(query) : runner.run(query);
  }

  @Override
  public List<QueryOutcome> runAll(List<SqlQuery> queries) throws InterruptedException {
    if (queries.stream().noneMatch(query -> query.dialect().isServer())) {
      return runner.runAll(queries);
    }
    List<QueryOutcome> outcomes = new ArrayList<>();
    for (SqlQuery query : queries) {
      outcomes.add(runOnCopy(query));
    }
    return outcomes;
  }

  private QueryOutcome runOnCopy(SqlQuery query) throws InterruptedException {
    if (!query.dialect().isServer()) {
      return runner.run(query);
    }
    try {
      String reader = copies.reader(query.dialect(), query.database());
      return runner.run(new SqlQuery(query.dialect(), reader, query.sql(), query.limits()));
    } catch (Database.OpenException e) {
      return e.failure();
    }
  }

  @Override
  public void close() {
    runner.close();
    copies.close();
  }
}
