package dev.rewardgrader.grade.sql.engine;

import java.io.IOException;

/** Starts worker processes and decides what each of them can see. */
public interface WorkerLauncher extends AutoCloseable {

  /**
   * Starts a worker.
   *
   * @param scope of the queries that it will get
   * @throws IOException where none can be started, with what to do about it
   */
  WorkerProcess start(String scope) throws IOException;

  /**
   * The query as a worker of this launcher must see it, and the scope that such a worker needs. A
   * worker only gets queries of one scope.
   */
  default Scoped scoped(SqlQuery query) {
    return new Scoped("", query);
  }

  /** A query and what its worker must see. */
  record Scoped(String scope, SqlQuery query) {}

  @Override
  default void close() {
    // Most hold nothing open.
  }
}
