package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowEncoder;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Grades made-up candidates on made-up results while the first gold of this process waits for its
 * database's hash and a worker, so that the first real candidates meet compiled code, and lets the
 * threads that compile give way to those that grade. No engine and no file is touched.
 */
final class SqlWarmUp {
  /** For a grader that is to meet its candidates cold. */
  static final SqlWarmUp NONE = new SqlWarmUp(new AtomicBoolean(true));

  /** After these a candidate takes about a third of the first one's time. */
  static final int LEAST = 240;

  /** More of them change nothing that shows. */
  static final int MOST = 2_000;

  private static final int ROWS = 60;
  private static final String GOLD = "SELECT city, count(*), avg(amount) FROM orders GROUP BY city";
  private static final AtomicBoolean STARTED_HERE = new AtomicBoolean();

  private final AtomicBoolean started;
  private volatile boolean finished;

  private SqlWarmUp(AtomicBoolean started) {
    this.started = started;
  }

  /** A warm-up that runs for the first who starts it in this process. */
  static SqlWarmUp oncePerProcess() {
    return new SqlWarmUp(STARTED_HERE);
  }

  /** Starts it in the background, the first time. */
  void start() {
    if (!started.get() && started.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("sql-warm-up").start(this::prepare);
    }
  }

  private void prepare() {
    CompilerThreads.giveWay();
    run();
  }

  /** A gold is there and its candidate wants the core: no more than the least is graded. */
  void finish() {
    if (!finished) {
      finished = true;
    }
  }

  /** How many candidates were graded without a fault. */
  int run() {
    int graded = 0;
    SqlTask task =
        new SqlTask("warm-up", null, "sqlite", "warm-up", new SqlGold.Query(GOLD), "sound", null);
    try (SqlGrader grader = new SqlGrader(new MadeUp())) {
      while (graded < LEAST || (graded < MOST && !finished)) {
        Completion completion = new Completion("```sql\n" + GOLD + " LIMIT " + graded + "\n```");
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

  /**
   * Results of several kinds, as workers give them: the gold's own, other values, rows or columns,
   * another order.
   */
  private static final class MadeUp implements QueryRunner {
    private int asked;

    @Override
    public QueryOutcome run(SqlQuery query) {
      int kind = asked++ % 6;
      List<String> names =
          kind == 4 ? List.of("city", "n") : List.of("city", "n" + kind, "avg(amount)");
      RowEncoder rows = new RowEncoder(names.size());
      for (int i = 0; i < ROWS + (kind == 3 ? 2 : 0); i++) {
        int at = kind == 5 ? ROWS - 1 - i : i;
        rows.addText(("city " + at).getBytes(StandardCharsets.US_ASCII));
        rows.addLong((long) at * (kind == 2 ? 3 : 7));
        if (kind != 4) {
          rows.addDouble(at / (kind == 1 ? 3.1 : 3.0));
        }
        rows.endRow();
      }
      return new Rows(new ResultTable(names, rows.finish()), Duration.ZERO);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
