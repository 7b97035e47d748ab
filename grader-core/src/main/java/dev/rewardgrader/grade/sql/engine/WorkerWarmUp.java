package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.gate.Dialect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.SQLException;

/**
 * Runs made-up queries on a small database in memory beside a worker's first query, so that the
 * next ones meet compiled code. That costs about a third of a second of processor time a worker.
 */
final class WorkerWarmUp {
  static final int QUERIES = 120;

  private static final String TABLE =
      "CREATE TABLE orders AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
          + " WHERE i < 200) SELECT i AS id, 'city ' || (i % 50) AS city, i / 3.0 AS amount,"
          + " nullif(i % 7, 0) AS part FROM n";

  private static final String[] SELECTS = {
    "SELECT city, count(*), sum(amount) FROM orders GROUP BY city",
    "SELECT * FROM orders WHERE id BETWEEN 10 AND 60",
    "SELECT nothing FROM orders",
  };

  private boolean started;

  /** Starts it in the background, the first time. */
  void start() {
    if (!started) {
      started = true;
      Thread.ofPlatform().daemon().name("worker-warm-up").start(WorkerWarmUp::run);
    }
  }

  /** How many queries had an outcome. */
  static int run() {
    int answered = 0;
    try (SqliteDatabase database = SqliteDatabase.inMemory(TABLE)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
      DataOutputStream out = new DataOutputStream(bytes);
      while (answered < QUERIES) {
        bytes.reset();
        String select = SELECTS[answered % SELECTS.length] + " -- " + answered;
        WireFormat.write(out, new SqlQuery(Dialect.SQLITE, "", select, QueryLimits.DEFAULT));
        SqlQuery query =
            WireFormat.readQuery(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        bytes.reset();
        WireFormat.write(out, database.run(query.sql(), query.limits()));
        answered++;
      }
    } catch (SQLException | IOException e) {
      // Queries are answered without it, only later.
      System.getLogger(WorkerWarmUp.class.getName()).log(System.Logger.Level.DEBUG, "warm-up", e);
    }
    return answered;
  }
}
