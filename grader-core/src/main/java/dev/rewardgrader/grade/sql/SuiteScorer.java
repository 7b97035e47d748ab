package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.engine.KnownResult;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.suite.SuiteGold;
import dev.rewardgrader.grade.sql.suite.TestSuite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The score of a test suite: a query is run on all databases of a schema. */
final class SuiteScorer {
  private static final int MAX_GOLDS = 10_000;

  private final QueryRunner runner;
  private final GoldStore golds;
  private final Map<Key, SuiteGold> known = new ConcurrentHashMap<>();

  private record Key(String gold, TestSuite.Mode mode) {}

  SuiteScorer(QueryRunner runner, GoldStore golds) {
    this.runner = runner;
    this.golds = golds;
  }

  /** 1 where the candidate passes on all databases of the suite, else 0. */
  double score(Attempt attempt, SqlTaskOptions options, Map<String, Double> components)
      throws GraderFault, InterruptedException {
    if (attempt.candidate() == null) {
      return 0;
    }
    List<String> databases =
        SuiteFolder.databases(
            attempt.task().database(),
            options.databases().isEmpty() ? List.of("*") : options.databases());
    TestSuite.Mode mode =
        options.plugValue()
            ? TestSuite.Mode.PLUG_VALUE
            : options.keepDistinct() ? TestSuite.Mode.KEEP_DISTINCT : TestSuite.Mode.DEFAULT;
    TestSuite suite =
        new TestSuite(
            withKnown(attempt, databases.getFirst(), options),
            (database, sql) -> goldResult(attempt, options, database, sql),
            options.limits());
    try {
      SuiteGold gold = suiteGold(attempt.goldSql(), mode);
      TestSuite.Verdict verdict = suite.judge(attempt.sql(), gold, databases, mode);
      if (verdict.fault() != null) {
        throw QueryFaults.of(verdict.fault(), attempt.sql(), verdict.firstFailed());
      }
      components.put("test_suite_passed", (double) verdict.passed());
      components.put("test_suite_total", (double) verdict.total());
      return verdict.accepted() ? 1 : 0;
    } catch (TestSuite.GoldException e) {
      throw GraderFault.badTask(e.getMessage());
    }
  }

  private SuiteGold suiteGold(String sql, TestSuite.Mode mode) throws TestSuite.GoldException {
    Key key = new Key(sql, mode);
    SuiteGold gold = known.get(key);
    if (gold == null) {
      gold = SuiteGold.of(sql, mode);
      if (known.size() >= MAX_GOLDS) {
        known.clear();
      }
      known.put(key, gold);
    }
    return gold;
  }

  /** The candidate has run on the first database already. */
  private QueryRunner withKnown(Attempt attempt, String database, SqlTaskOptions options) {
    SqlQuery query = new SqlQuery(attempt.dialect(), database, attempt.sql(), options.limits());
    return attempt
        .result()
        .<QueryRunner>map(table -> new KnownResult(runner, query, new Rows(table, Duration.ZERO)))
        .orElse(runner);
  }

  private ResultTable goldResult(
      Attempt attempt, SqlTaskOptions options, String database, String sql)
      throws TestSuite.GoldException, InterruptedException {
    try {
      return golds.run(attempt.dialect(), database, sql, options.limits()).table();
    } catch (GraderFault e) {
      throw new TestSuite.GoldException(e.getMessage());
    }
  }
}
