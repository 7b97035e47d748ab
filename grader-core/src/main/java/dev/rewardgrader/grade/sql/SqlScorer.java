package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.extract.ArcticReply;
import dev.rewardgrader.grade.sql.extract.TrainerReply;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.QueryShape;
import dev.rewardgrader.grade.sql.gate.QuerySimilarity;
import dev.rewardgrader.grade.sql.metric.Bird;
import dev.rewardgrader.grade.sql.metric.CellScores;
import dev.rewardgrader.grade.sql.metric.Sound;
import dev.rewardgrader.grade.sql.metric.TrainerRewards;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.rollout.SqlGold;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Scores that need more than two results: other databases, the schema, the queries' texts, repeated
 * runs.
 */
final class SqlScorer {
  private static final int GRAM = 2;

  private final QueryRunner runner;
  private final GoldStore golds;
  private final SuiteScorer suites;
  private final SpiderScorer spider;

  SqlScorer(QueryRunner runner, GoldStore golds) {
    this.runner = runner;
    this.golds = golds;
    this.suites = new SuiteScorer(runner, golds);
    this.spider = new SpiderScorer(runner);
  }

  /**
   * The value of the task's metric.
   *
   * @param scores those of the best gold; null when the candidate has no result
   * @param components receives what the value is made of
   */
  double value(
      Attempt attempt,
      SqlTaskOptions options,
      ResultScores scores,
      GoldAnswer gold,
      Map<String, Double> components)
      throws GraderFault, InterruptedException {
    boolean ran = scores != null;
    boolean match = ran && scores.values().get(SqlMetric.BIRD_EX) == 1;
    String text = attempt.completion();
    return switch (options.metric()) {
      case TEST_SUITE -> suites.score(attempt, options, components);
      case SPIDER_EXACT, SPIDER_COMPONENTS -> spider.score(attempt, options, components);
      case BIRD_R_VES -> match ? ves(attempt, options) : 0;
      case ARCTIC -> {
        boolean format = attempt.candidate() != null && ArcticReply.wellFormed(text);
        yield TrainerRewards.arctic(format, ran, match);
      }
      case SQL_R1 -> {
        Optional<TrainerReply> reply = TrainerReply.sqlR1(text);
        boolean same = reply.isPresent() && ran && sameOnSuite(attempt, options, match, components);
        yield TrainerRewards.sqlR1(reply, ran, same);
      }
      case SKYRL -> TrainerRewards.skyRl(TrainerReply.skyRl(text).isPresent(), match);
      case DEEP_RETRIEVAL ->
          TrainerRewards.deepRetrieval(TrainerReply.deepRetrieval(text).isPresent(), match);
      case THINK2SQL -> think(attempt, options, match, gold, components);
      case REASONING_SQL -> reasoning(attempt, options, ran, match, components);
      case SOUND, PAVERL_SOUND -> ran ? sound(attempt, options, scores, gold, components) : 0;
      default -> ran ? scores.values().get(options.metric()) : 0;
    };
  }

  /**
   * Whether a candidate that misses the gold only took other rows of a tie that the gold's LIMIT
   * cuts. That is shown when both queries without their LIMIT have the same result.
   */
  boolean showsTie(Attempt attempt, SqlTaskOptions options, ResultScores scores, GoldAnswer gold)
      throws GraderFault, InterruptedException {
    ResultTable result = attempt.result().orElseThrow();
    boolean candidate =
        gold.unlimited() != null
            && scores.sound().score() < 1
            && result.rowCount() == gold.table().rowCount()
            && result.columnCount() == gold.table().columnCount();
    QueryShape shape = candidate ? QueryShape.of(attempt.sql(), attempt.dialect()) : null;
    if (shape == null
        || !shape.ordered()
        || !shape.limited()
        || !(attempt.task().gold() instanceof SqlGold.Query query)) {
      return false;
    }
    // Where all rows tie, results cannot tell one direction from the other.
    if (shape.descending() != QueryShape.of(query.sql(), attempt.dialect()).descending()) {
      return false;
    }
    Optional<String> unlimited = shape.withColumns(List.of(), false);
    if (unlimited.isEmpty()) {
      return false;
    }
    QueryLimits limits = options.limits();
    QueryLimits wide =
        new QueryLimits(limits.deadline(), GoldOrder.MAX_UNLIMITED, limits.maxBytes());
    SqlQuery all =
        new SqlQuery(attempt.dialect(), attempt.task().database(), unlimited.get(), wide);
    Optional<Rows> rows = QueryFaults.rows(runner.run(all), all);
    return rows.isPresent()
        && Sound.score(rows.get().table(), gold.unlimited(), options.tolerance()).score() == 1;
  }

  /**
   * An empty gold says little: where there are further databases, the candidate must be right on
   * them, too.
   */
  private double sound(
      Attempt attempt,
      SqlTaskOptions options,
      ResultScores scores,
      GoldAnswer gold,
      Map<String, Double> components)
      throws GraderFault, InterruptedException {
    double value = scores.values().get(options.metric());
    List<String> others = others(attempt, options);
    if (!gold.table().isEmpty() || others.isEmpty() || scores.sound().score() < 1) {
      return value;
    }
    double worst = 1;
    for (String database : others) {
      GoldAnswer other =
          golds.answers(attempt.dialect(), database, attempt.task().gold(), options).getFirst();
      SqlQuery query = new SqlQuery(attempt.dialect(), database, attempt.sql(), options.limits());
      double score =
          QueryFaults.rows(runner.run(query), query)
              .map(rows -> ResultScores.of(rows.table(), other, options).sound().score())
              .orElse(0.0);
      worst = Math.min(worst, score);
    }
    components.put("sound_other_databases", worst);
    return options.metric() == SqlMetric.SOUND ? worst : worst == 0 ? 0.5 : 10 * worst;
  }

  private static List<String> others(Attempt attempt, SqlTaskOptions options) throws GraderFault {
    if (options.databases().isEmpty() || !(attempt.task().gold() instanceof SqlGold.Query)) {
      return List.of();
    }
    List<String> others =
        new ArrayList<>(SuiteFolder.databases(attempt.task().database(), options.databases()));
    others.removeFirst();
    return others;
  }

  /** SQL-R1 compares as the test suite does; a gold that is a result has no suite. */
  private boolean sameOnSuite(
      Attempt attempt, SqlTaskOptions options, boolean match, Map<String, Double> components)
      throws GraderFault, InterruptedException {
    return attempt.dialect() == Dialect.SQLITE && attempt.task().gold() instanceof SqlGold.Query
        ? suites.score(attempt, options, components) == 1
        : match;
  }

  /** The weighted mean of Think2SQL's parts; without a result only the format counts. */
  private static double think(
      Attempt attempt,
      SqlTaskOptions options,
      boolean match,
      GoldAnswer gold,
      Map<String, Double> components) {
    CellScores cells =
        attempt
            .result()
            .map(result -> CellScores.of(result, gold.rows()))
            .orElse(new CellScores(0, 0, 0));
    components.put("cell_precision", cells.precision());
    components.put("cell_recall", cells.recall());
    components.put("cardinality", cells.cardinality());
    return mean(attempt, options, match, components);
  }

  private double reasoning(
      Attempt attempt,
      SqlTaskOptions options,
      boolean ran,
      boolean match,
      Map<String, Double> components)
      throws GraderFault, InterruptedException {
    double linking = 0;
    double grams = 0;
    if (attempt.candidate() != null) {
      Set<String> names = new HashSet<>();
      spider
          .schema(attempt)
          .forEach(
              (table, columns) -> {
                names.add(table.toLowerCase(Locale.ROOT));
                columns.forEach(column -> names.add(column.toLowerCase(Locale.ROOT)));
              });
      String gold = attempt.goldSql();
      linking = QuerySimilarity.schemaLinking(attempt.sql(), gold, names, attempt.dialect());
      grams = QuerySimilarity.nGrams(attempt.sql(), gold, GRAM, attempt.dialect());
    }
    components.put("schema_linking", linking);
    components.put("n_gram", grams);
    components.put("syntax", ran ? 1.0 : 0);
    double mean = mean(attempt, options, match, components);
    return match ? 1 : mean;
  }

  /** The parts found so far, with those that every composed reward may ask for. */
  private static double mean(
      Attempt attempt, SqlTaskOptions options, boolean match, Map<String, Double> components) {
    components.put("bird_ex", match ? 1.0 : 0);
    boolean format = TrainerReply.thoughtAndAnswer(attempt.completion()).isPresent();
    components.put("format", format ? 1.0 : 0);
    return options.weights().mean(components);
  }

  private double ves(Attempt attempt, SqlTaskOptions options)
      throws GraderFault, InterruptedException {
    String database = attempt.task().database();
    SqlQuery candidate = new SqlQuery(attempt.dialect(), database, attempt.sql(), options.limits());
    SqlQuery gold = new SqlQuery(attempt.dialect(), database, attempt.goldSql(), options.limits());
    List<SqlQuery> queries = new ArrayList<>();
    for (int i = 0; i < options.repetitions(); i++) {
      queries.add(candidate);
      queries.add(gold);
    }
    List<QueryOutcome> outcomes = runner.runAll(queries);
    double[] ratios = new double[options.repetitions()];
    for (int i = 0; i < ratios.length; i++) {
      Rows theirs = QueryFaults.ofGold(outcomes.get(2 * i + 1), gold);
      Optional<Rows> mine = QueryFaults.rows(outcomes.get(2 * i), candidate);
      if (mine.isEmpty()) {
        return 0;
      }
      ratios[i] = theirs.time().toNanos() / (double) Math.max(1, mine.get().time().toNanos());
    }
    return Bird.vesReward(ratios);
  }
}
