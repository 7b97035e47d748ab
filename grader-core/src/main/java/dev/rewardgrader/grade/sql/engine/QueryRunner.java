package dev.rewardgrader.grade.sql.engine;

import java.util.ArrayList;
import java.util.List;

/** Runs queries; safe for any number of threads. */
public interface QueryRunner extends AutoCloseable {

  /** Runs one query and waits for its end. */
  QueryOutcome run(SqlQuery query) throws InterruptedException;

  /** Runs several queries one after another, the outcomes in their order. */
  default List<QueryOutcome> runAll(List<SqlQuery> queries) throws InterruptedException {
    List<QueryOutcome> outcomes = new ArrayList<>(queries.size());
    for (SqlQuery query : queries) {
      outcomes.add(run(query));
    }
    return outcomes;
  }

  @Override
  void close();
}
