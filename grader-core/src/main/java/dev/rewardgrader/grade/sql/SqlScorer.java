package dev.rewardgrader.grade.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.engine.KnownResult;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SchemaReader;
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
import dev.rewardgrader.grade.sql.spider.SpiderMatch;
import dev.rewardgrader.grade.sql.spider.SpiderSchema;
import dev.rewardgrader.grade.sql.spider.SpiderScore;
import dev.rewardgrader.grade.sql.suite.SuiteGold;
import dev.rewardgrader.grade.sql.suite.TestSuite;
import dev.rewardgrader.rollout.SqlGold;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scores that need more than two results: other databases, the schema, the queries' texts, repeated
 * runs.
 */
final class SqlScorer {
  private static final int GRAM = 2;
  private static final int MAX_SUITE_GOLDS = 10_000;

  private final QueryRunner runner;
  private final GoldStore golds;
  private final Map<String, Map<String, List<String>>> schemas = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> tableFiles = new ConcurrentHashMap<>();
  private final Map<SuiteKey, SuiteGold> suiteGolds = new ConcurrentHashMap<>();

  private record SuiteKey(String gold, TestSuite.Mode mode) {}

  SqlScorer(QueryRunner runner, GoldStore golds) {
    this.runner = runner;
    this.golds = golds;
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
      case TEST_SUITE -> testSuite(attempt, options, components);
      case SPIDER_EXACT, SPIDER_COMPONENTS -> spider(attempt, options, components);
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
      throws InterruptedException {
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
    QueryOutcome outcome =
        runner.run(
            new SqlQuery(attempt.dialect(), attempt.task().database(), unlimited.get(), wide));
    return outcome instanceof Rows rows
        && Sound.score(rows.table(), gold.unlimited(), options.tolerance()).score() == 1;
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
      QueryOutcome outcome =
          runner.run(new SqlQuery(attempt.dialect(), database, attempt.sql(), options.limits()));
      double score =
          outcome instanceof Rows rows
              ? ResultScores.of(rows.table(), other, options).sound().score()
              : 0;
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
        ? testSuite(attempt, options, components) == 1
        : match;
  }

  private double testSuite(Attempt attempt, SqlTaskOptions options, Map<String, Double> components)
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
      SuiteGold gold = suiteGold(goldSql(attempt), mode);
      TestSuite.Verdict verdict = suite.judge(attempt.sql(), gold, databases, mode);
      if (verdict.fault() != null) {
        throw GoldStore.fault(verdict.fault(), attempt.sql(), verdict.firstFailed());
      }
      components.put("test_suite_passed", (double) verdict.passed());
      components.put("test_suite_total", (double) verdict.total());
      return verdict.accepted() ? 1 : 0;
    } catch (TestSuite.GoldException e) {
      throw GraderFault.badTask(e.getMessage());
    }
  }

  private SuiteGold suiteGold(String sql, TestSuite.Mode mode) throws TestSuite.GoldException {
    SuiteKey key = new SuiteKey(sql, mode);
    SuiteGold gold = suiteGolds.get(key);
    if (gold == null) {
      gold = SuiteGold.of(sql, mode);
      if (suiteGolds.size() >= MAX_SUITE_GOLDS) {
        suiteGolds.clear();
      }
      suiteGolds.put(key, gold);
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

  private static String goldSql(Attempt attempt) throws GraderFault {
    if (attempt.task().gold() instanceof SqlGold.Query query) {
      return query.sql();
    }
    throw GraderFault.badTask(
        "this metric compares queries, and the gold of task "
            + attempt.task().id()
            + " is a result");
  }

  private double spider(Attempt attempt, SqlTaskOptions options, Map<String, Double> components)
      throws GraderFault, InterruptedException {
    SpiderSchema schema = new SpiderSchema(schema(attempt), foreignKeys(attempt, options));
    SpiderScore score = SpiderMatch.match(attempt.sql(), goldSql(attempt), schema);
    if (!score.goldParsed()) {
      throw GraderFault.badTask("Spider's parser does not take the gold query " + goldSql(attempt));
    }
    score
        .components()
        .forEach((name, part) -> components.put("spider:" + name, part.matches() ? 1.0 : 0));
    double share =
        score.components().values().stream()
            .mapToInt(part -> part.matches() ? 1 : 0)
            .average()
            .orElse(0);
    return options.metric() == SqlMetric.SPIDER_EXACT ? (score.exact() ? 1 : 0) : share;
  }

  private Map<String, List<String>> schema(Attempt attempt)
      throws GraderFault, InterruptedException {
    String database = attempt.task().database();
    if (attempt.dialect() != Dialect.SQLITE) {
      throw GraderFault.badTask("this metric reads the schema of SQLite databases only");
    }
    Map<String, List<String>> schema = schemas.get(database);
    if (schema == null) {
      try {
        schema = SchemaReader.tables(runner, database);
      } catch (IOException e) {
        throw GraderFault.permanent("bad-database", e.getMessage(), e);
      }
      schemas.put(database, schema);
    }
    return schema;
  }

  private Map<String, String> foreignKeys(Attempt attempt, SqlTaskOptions options)
      throws GraderFault {
    if (options.tables() == null) {
      return Map.of();
    }
    JsonNode file = tableFiles.get(options.tables());
    if (file == null) {
      try {
        file = new ObjectMapper().readTree(Path.of(options.tables()).toFile());
      } catch (IOException e) {
        throw GraderFault.permanent(
            "bad-task", "cannot read the schema file " + options.tables() + ": " + e, e);
      }
      tableFiles.put(options.tables(), file);
    }
    String name =
        Path.of(attempt.task().database())
            .getFileName()
            .toString()
            .replaceFirst("\\.(sqlite|db)$", "");
    String wanted = options.databaseId() == null ? name : options.databaseId();
    for (JsonNode entry : file) {
      if (entry.path("db_id").asText().equals(wanted)) {
        return SpiderTables.foreignKeys(entry);
      }
    }
    throw GraderFault.badTask(options.tables() + " has no schema " + wanted);
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
      schema(attempt)
          .forEach(
              (table, columns) -> {
                names.add(table.toLowerCase(Locale.ROOT));
                columns.forEach(column -> names.add(column.toLowerCase(Locale.ROOT)));
              });
      String gold = goldSql(attempt);
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

  private static Rows rows(QueryOutcome outcome, SqlQuery gold) throws GraderFault {
    if (outcome instanceof Rows rows) {
      return rows;
    }
    throw GoldStore.fault((QueryOutcome.Failure) outcome, gold.sql(), gold.database());
  }

  private double ves(Attempt attempt, SqlTaskOptions options)
      throws GraderFault, InterruptedException {
    String database = attempt.task().database();
    SqlQuery candidate = new SqlQuery(attempt.dialect(), database, attempt.sql(), options.limits());
    SqlQuery gold = new SqlQuery(attempt.dialect(), database, goldSql(attempt), options.limits());
    List<SqlQuery> queries = new ArrayList<>();
    for (int i = 0; i < options.repetitions(); i++) {
      queries.add(candidate);
      queries.add(gold);
    }
    List<QueryOutcome> outcomes = runner.runAll(queries);
    double[] ratios = new double[options.repetitions()];
    for (int i = 0; i < ratios.length; i++) {
      Rows theirs = rows(outcomes.get(2 * i + 1), gold);
      if (!(outcomes.get(2 * i) instanceof Rows mine)) {
        return 0;
      }
      ratios[i] = theirs.time().toNanos() / (double) Math.max(1, mine.time().toNanos());
    }
    return Bird.vesReward(ratios);
  }
}
