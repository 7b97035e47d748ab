package dev.rewardgrader.grade.sql.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Runs queries in this process: for golds and other trusted SQL only. */
public final class InProcessRunner implements QueryRunner {
  private final ConcurrentLinkedDeque<Databases> idle = new ConcurrentLinkedDeque<>();

  @Override
  public QueryOutcome run(SqlQuery query) {
    Databases databases = idle.pollFirst();
    if (databases == null) {
      databases = new Databases();
    }
    try {
      return databases.run(query, () -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      idle.addFirst(databases);
    }
  }

  @Override
  public void close() {
    for (Databases databases = idle.poll(); databases != null; databases = idle.poll()) {
      closeQuietly(databases);
    }
  }

  /** A connection that cannot be closed is gone anyhow. */
  private static void closeQuietly(Databases databases) {
    try {
      databases.close();
    } catch (SQLException e) {
      System.getLogger(InProcessRunner.class.getName())
          .log(System.Logger.Level.DEBUG, "while closing", e);
    }
  }
}
