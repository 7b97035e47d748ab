package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Grades made-up candidates on made-up results while the first gold of this process waits for its
 * worker, so that the first real candidates meet compiled code. No engine and no file is touched.
 */
final class SqlWarmUp {
  /** After these a candidate takes about a third of the first one's time. */
  static final int CANDIDATES = 240;

  private static final int ROWS = 60;
  private static final String GOLD = "SELECT city, count(*), avg(amount) FROM orders GROUP BY city";
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private SqlWarmUp() {}

  /** Starts it in the background, once a process. */
  static void start() {
    if (STARTED.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("sql-warm-up").start(SqlWarmUp::run);
    }
  }

  /** How many candidates were graded without a fault. */
  static int run() {
    int graded = 0;
    SqlTask task =
        new SqlTask("warm-up", null, "sqlite", "warm-up", new SqlGold.Query(GOLD), "sound", null);
    try (SqlGrader grader = new SqlGrader(new MadeUp())) {
      for (int i = 0; i < CANDIDATES; i++) {
        Completion completion = new Completion("```sql\n" + GOLD + " LIMIT " + i + "\n```");
        grader.grade(task, completion, GradingOptions.DEFAULT);
        graded++;
      }
    } catch (GraderFault e) {
      System.getLogger(SqlWarmUp.class.getName()).log(System.Logger.Level.DEBUG, "warm-up", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return graded;
  }

  /** Results of several kinds: the gold's own, other values, rows or columns, another order. */
  private static final class MadeUp implements QueryRunner {
    private int asked;

    @Override
    public QueryOutcome run(SqlQuery query) {
      int kind = asked++ % 6;
      List<String> names =
          kind == 4 ? List.of("city", "n") : List.of("city", "n" + kind, "avg(amount)");
      List<Object[]> rows = new ArrayList<>();
      for (int i = 0; i < ROWS + (kind == 3 ? 2 : 0); i++) {
        int at = kind == 5 ? ROWS - 1 - i : i;
        Object[] row = {
          "city " + at, (long) at * (kind == 2 ? 3 : 7), at / (kind == 1 ? 3.1 : 3.0)
        };
        rows.add(kind == 4 ? new Object[] {row[0], row[1]} : row);
      }
      return new Rows(new ResultTable(names, rows), Duration.ZERO);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
