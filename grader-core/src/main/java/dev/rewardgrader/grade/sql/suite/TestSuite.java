package dev.rewardgrader.grade.sql.suite;

import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.SqlLexer;
import dev.rewardgrader.grade.sql.gate.SqlToken;
import dev.rewardgrader.grade.sql.gate.StatementBounds;
import dev.rewardgrader.grade.sql.gate.StatementGate;
import dev.rewardgrader.grade.sql.metric.ResultEquality;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Test-suite execution accuracy (exec_eval.py of test-suite-sql-eval): the prediction is right when
 * its result equals the gold's on every database. Known flaws: DISTINCT is removed from both unless
 * kept, which also cuts everything behind the first statement; order counts when "order by" stands
 * anywhere in the gold.
 */
public final class TestSuite {
  /** More ways to plug values in are not tried. */
  private static final int MAX_COMBINATIONS = 2_000;

  private final QueryRunner runner;
  private final GoldSource golds;
  private final QueryLimits limits;

  /** Results of golds, kept by whoever runs many candidates. */
  @FunctionalInterface
  public interface GoldSource {
    /**
     * The gold's result on one SQLite database.
     *
     * @throws GoldException when the gold cannot be run
     */
    ResultTable result(String database, String sql) throws GoldException, InterruptedException;
  }

  /** A gold query that fails; a fault of the task. */
  public static final class GoldException extends Exception {
    private static final long serialVersionUID = 1L;

    public GoldException(String message) {
      super(message);
    }
  }

  /** How the queries are prepared. */
  public enum Mode {
    DEFAULT,
    KEEP_DISTINCT,
    PLUG_VALUE
  }

  /**
   * How far a prediction came.
   *
   * @param passed databases on which it agreed, up to the first where it did not
   * @param firstFailed the database that told it apart, or null
   * @param fault what went wrong on our side or the database's, or null
   */
  public record Verdict(
      boolean accepted, int passed, int total, String firstFailed, Failure fault) {}

  public TestSuite(QueryRunner runner, GoldSource golds, QueryLimits limits) {
    this.runner = runner;
    this.golds = golds;
    this.limits = limits;
  }

  /**
   * Judges a prediction.
   *
   * @param databases SQLite files, tried in this order
   */
  public Verdict judge(String predicted, String gold, List<String> databases, Mode mode)
      throws GoldException, InterruptedException {
    return judge(predicted, SuiteGold.of(gold, mode), databases, mode);
  }

  /** The same by a gold that was prepared in the same mode. */
  public Verdict judge(String predicted, SuiteGold gold, List<String> databases, Mode mode)
      throws GoldException, InterruptedException {
    String candidate = QueryText.repairOperators(predicted);
    if (mode != Mode.KEEP_DISTINCT) {
      Optional<String> stripped = QueryText.removeDistinct(candidate);
      if (stripped.isEmpty()) {
        return new Verdict(false, 0, databases.size(), databases.getFirst(), null);
      }
      candidate = stripped.get();
    }
    Verdict verdict = run(candidate, gold, databases);
    if (mode != Mode.PLUG_VALUE || verdict.accepted) {
      return verdict;
    }
    ValuePlugger plugger = ValuePlugger.of(gold.query(), candidate);
    int combinations = Math.min(plugger.combinations(), MAX_COMBINATIONS);
    for (int i = 0; i < combinations; i++) {
      Verdict plugged = run(plugger.query(i), gold, databases);
      if (plugged.accepted || plugged.fault != null) {
        return plugged;
      }
    }
    return verdict;
  }

  /** The gold's own query need not run twice; a gold that fails is the task's fault as always. */
  private Verdict acceptGold(SuiteGold gold, List<String> databases)
      throws GoldException, InterruptedException {
    for (String database : databases) {
      golds.result(database, gold.run());
    }
    return new Verdict(true, databases.size(), databases.size(), null, null);
  }

  /** How many queries {@link Mode#PLUG_VALUE} would try besides the prediction itself. */
  public static int combinations(String predicted, String gold) {
    return ValuePlugger.of(
            QueryText.removeDistinct(QueryText.repairOperators(gold)).orElse(""),
            QueryText.removeDistinct(QueryText.repairOperators(predicted)).orElse(""))
        .combinations();
  }

  private Verdict run(String predicted, SuiteGold gold, List<String> databases)
      throws GoldException, InterruptedException {
    String query = QueryText.fixYear(predicted);
    List<SqlToken> tokens = SqlLexer.tokens(query, Dialect.SQLITE);
    if (StatementGate.check(query, tokens, Dialect.SQLITE).isPresent()) {
      return new Verdict(false, 0, databases.size(), databases.getFirst(), null);
    }
    if (gold.isSame(StatementBounds.of(tokens, Dialect.SQLITE).statement())) {
      return acceptGold(gold, databases);
    }
    int passed = 0;
    // Most wrong queries fail on the first database; the others go out in one batch.
    for (List<String> batch :
        List.of(databases.subList(0, 1), databases.subList(1, databases.size()))) {
      List<SqlQuery> queries = new ArrayList<>();
      for (String database : batch) {
        queries.add(new SqlQuery(Dialect.SQLITE, database, query, limits));
      }
      List<QueryOutcome> outcomes = batch.isEmpty() ? List.of() : runner.runAll(queries);
      for (int i = 0; i < batch.size(); i++) {
        String database = batch.get(i);
        QueryOutcome outcome = outcomes.get(i);
        if (outcome instanceof Failure failure
            && (failure.kind() == Kind.DATABASE || failure.kind() == Kind.WORKER_LOST)) {
          return new Verdict(false, passed, databases.size(), database, failure);
        }
        ResultTable expected = golds.result(database, gold.run());
        if (!(outcome instanceof Rows rows)
            || !ResultEquality.equal(expected, rows.table(), gold.ordered())) {
          return new Verdict(false, passed, databases.size(), database, null);
        }
        passed++;
      }
    }
    return new Verdict(true, passed, databases.size(), null, null);
  }
}
