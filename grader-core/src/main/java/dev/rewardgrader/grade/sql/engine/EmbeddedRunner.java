package dev.rewardgrader.grade.sql.engine;

import java.util.List;

/** Two runners: one for engines that run inside a worker, one for drivers of servers. */
public final class EmbeddedRunner implements QueryRunner {
  private final QueryRunner embedded;
  private final QueryRunner servers;

  /** A runner over two others, which it closes. */
  public EmbeddedRunner(QueryRunner embedded, QueryRunner servers) {
    this.embedded = embedded;
    this.servers = servers;
  }

  private QueryRunner of(SqlQuery query) {
    return query.dialect().isServer() ? servers : embedded;
  }

  @Override
  public QueryOutcome run(SqlQuery query) throws InterruptedException {
    return of(query).run(query);
  }

  /** The queries of one call are of one kind; see {@link ServerRunner}. */
  @Override
  public List<QueryOutcome> runAll(List<SqlQuery> queries) throws InterruptedException {
    return queries.isEmpty() ? List.of() : of(queries.getFirst()).runAll(queries);
  }

  @Override
  public void close() {
    embedded.close();
    servers.close();
  }
}
