package dev.rewardgrader.testsuites.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.SpiderTables;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SchemaReader;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.extract.PaverlExtraction;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.StatementGate;
import dev.rewardgrader.grade.sql.metric.Paverl;
import dev.rewardgrader.grade.sql.pandas.MalformedCsvException;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.spider.SpiderMatch;
import dev.rewardgrader.grade.sql.spider.SpiderSchema;
import dev.rewardgrader.grade.sql.spider.SpiderScore;
import dev.rewardgrader.grade.sql.suite.TestSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * {@code cases.jsonl}: every case through the extraction, the engines and all metrics, against the
 * labels.
 */
final class LabelledCases {
  private static final QueryLimits LIMITS = QueryLimits.DEFAULT;

  private final Map<String, GoldCase> golds = new HashMap<>();
  private final Map<String, Map<String, String>> foreignKeys = new HashMap<>();
  private final Map<String, SpiderSchema> schemas = new ConcurrentHashMap<>();
  private final Map<String, ResultTable> goldResults = new ConcurrentHashMap<>();
  private final QueryRunner runner;
  private final LabelCounts counts;
  private final TestSuite testSuite;
  private final SoundCases sound;

  LabelledCases(Path folder, QueryRunner runner, LabelCounts counts) throws IOException {
    this.runner = runner;
    this.counts = counts;
    this.testSuite = new TestSuite(runner, this::gold, LIMITS);
    this.sound = new SoundCases(new SqlGrader(runner), counts);
    LabelledJson.forEach(
        folder.resolve("golds.jsonl"),
        node -> {
          try {
            golds.put(node.get("gold_id").asText(), GoldCase.of(node, folder.resolve("databases")));
          } catch (MalformedCsvException e) {
            throw new UncheckedIOException(
                new IOException("gold " + node.get("gold_id") + ": " + e.getMessage(), e));
          }
        });
    for (JsonNode entry : new ObjectMapper().readTree(folder.resolve("tables.json").toFile())) {
      foreignKeys.put(entry.get("db_id").asText(), SpiderTables.foreignKeys(entry));
    }
  }

  private ResultTable gold(String database, String sql)
      throws TestSuite.GoldException, InterruptedException {
    String key = database + "\0" + sql;
    ResultTable known = goldResults.get(key);
    if (known == null) {
      QueryOutcome outcome = runner.run(new SqlQuery(Dialect.SQLITE, database, sql, LIMITS));
      if (!(outcome instanceof Rows rows)) {
        throw new TestSuite.GoldException("the gold fails on " + database + ": " + outcome);
      }
      known = rows.table();
      goldResults.put(key, known);
    }
    return known;
  }

  /**
   * Whether the engine's row order or version may change a label that looks at what {@code ordered}
   * says.
   */
  private static boolean unstable(JsonNode node, boolean ordered) {
    String newer = node.get("newer_sqlite").asText();
    return node.get("row_set_may_vary").asBoolean()
        || newer.equals("bag_differs")
        || (ordered
            && (node.get("row_order_may_vary").asBoolean() || newer.equals("order_differs")));
  }

  /** Checks one case; any fault on our side is a difference, too. */
  void check(JsonNode node) throws InterruptedException {
    String id = node.get("case_id").asText();
    GoldCase gold = golds.get(node.get("gold_id").asText());
    try {
      String predicted = node.get("pred_sql").asText();
      Optional<ResultTable> result = run(gold.mainPath(), predicted);
      paverl(node, id, gold);
      results(node, id, gold, result);
      suites(node, id, gold, predicted);
      spider(node, id, gold, predicted);
      sound.check(
          id,
          gold,
          gold(gold.mainPath(), gold.sql()),
          predicted,
          result,
          node.get("mutation").asText().equals("identity"));
    } catch (TestSuite.GoldException | MalformedCsvException | IOException | GraderFault e) {
      counts.add("fault", id, "none", String.valueOf(e.getMessage()), false);
    }
  }

  /** The result, or empty where the gate or the engine refuses the query. */
  private Optional<ResultTable> run(String database, String sql) throws InterruptedException {
    if (StatementGate.check(sql, Dialect.SQLITE).isPresent()) {
      return Optional.empty();
    }
    QueryOutcome outcome = runner.run(new SqlQuery(Dialect.SQLITE, database, sql, LIMITS));
    return outcome instanceof Rows rows ? Optional.of(rows.table()) : Optional.empty();
  }

  private void paverl(JsonNode node, String id, GoldCase gold) throws InterruptedException {
    JsonNode label = node.at("/labels/paverl");
    Optional<String> sql = PaverlExtraction.lastBlock(node.get("response").asText());
    String status = "no_or_short_sql";
    String score = "0";
    if (sql.isPresent() && PaverlExtraction.longEnough(sql.get())) {
      Optional<ResultTable> result = run(gold.mainPath(), sql.get());
      status = result.isPresent() ? "graded" : "exec_error";
      score =
          result
              .map(table -> ComparatorCases.describe(Paverl.training(table, gold.training())))
              .orElse("0");
    }
    String wanted =
        label.get("status").asText().equals("graded") ? ComparatorCases.paverl(label) : "0";
    counts.add(
        "paverl",
        id,
        label.get("status").asText() + " " + wanted + " " + label.path("extracted").asText(""),
        status + " " + score + " " + sql.orElse(""),
        unstable(node, false));
  }

  private void results(JsonNode node, String id, GoldCase gold, Optional<ResultTable> result)
      throws TestSuite.GoldException, MalformedCsvException, InterruptedException {
    JsonNode labels = node.get("labels");
    boolean unstable = unstable(node, false);
    JsonNode fenced = labels.get("paverl_on_fenced_sql");
    counts.add(
        "paverl_on_fenced_sql",
        id,
        fenced.get("tuple").isNull() ? "error" : ComparatorCases.paverl(fenced),
        result
            .filter(_ -> PaverlExtraction.longEnough(node.get("pred_sql").asText()))
            .map(table -> ComparatorCases.describe(Paverl.training(table, gold.training())))
            .orElse("error"),
        unstable);
    counts.add(
        "paverl_eval",
        id,
        ComparatorCases.evaluation(labels.get("paverl_eval")),
        result
            .flatMap(table -> Paverl.evaluation(table, gold.evaluation()))
            .map(ComparatorCases::describeEvaluation)
            .orElse("incorrect answer"),
        unstable);
    JsonNode bird = labels.get("bird");
    JsonNode spider2 = labels.get("spider2");
    if (result.isEmpty()) {
      counts.add("bird.ex", id, bird.get("ex").asInt() == 1, false, unstable);
      counts.add("bird.soft_f1", id, bird.get("soft_f1").asDouble(), 0.0, unstable);
      counts.add("spider2.error", id, spider2.has("error"), true, unstable);
      return;
    }
    ResultTable goldResult = gold(gold.mainPath(), gold.sql());
    ComparatorCases.bird(id, bird, result.get(), goldResult, "bird", counts, unstable(node, true));
    if (spider2.has("error") || result.get().textBroken()) {
      counts.add("spider2.error", id, spider2.has("error"), result.get().textBroken(), unstable);
    } else {
      ComparatorCases.spider2(
          id, spider2, result.get(), gold.csv(), "spider2", counts, unstable(node, true));
    }
  }

  private void suites(JsonNode node, String id, GoldCase gold, String predicted)
      throws TestSuite.GoldException, IOException, InterruptedException {
    JsonNode labels = node.at("/labels/testsuite");
    boolean unstable = unstable(node, gold.sql().toLowerCase(Locale.ROOT).contains("order by"));
    List<String> databases;
    try (Stream<Path> files = Files.list(gold.folder())) {
      databases =
          files.map(Path::toString).filter(name -> name.contains(".sqlite")).sorted().toList();
    }
    for (TestSuite.Mode mode : TestSuite.Mode.values()) {
      String name = mode.name().toLowerCase(Locale.ROOT);
      if (!labels.get(name).isNull()) {
        boolean accepted = testSuite.judge(predicted, gold.sql(), databases, mode).accepted();
        counts.add(
            "testsuite." + name, id, labels.get(name).asText(), accepted ? "1" : "0", unstable);
      }
    }
    boolean single =
        testSuite
            .judge(predicted, gold.sql(), List.of(gold.mainPath()), TestSuite.Mode.KEEP_DISTINCT)
            .accepted();
    counts.add(
        "exec_single_db",
        id,
        node.at("/labels/exec_single_db").asText(),
        single ? "1" : "0",
        unstable);
  }

  private void spider(JsonNode node, String id, GoldCase gold, String predicted)
      throws IOException, InterruptedException {
    JsonNode label = node.at("/labels/spider");
    String databaseId = node.get("db_id").asText();
    if (label.isNull() || !foreignKeys.containsKey(databaseId)) {
      return;
    }
    SpiderSchema schema = schemas.get(databaseId);
    if (schema == null) {
      schema =
          new SpiderSchema(
              SchemaReader.tables(runner, gold.mainPath()), foreignKeys.get(databaseId));
      schemas.put(databaseId, schema);
    }
    SpiderScore score = SpiderMatch.match(predicted, gold.sql(), schema);
    counts.add(
        "spider.gold_parse", id, label.get("gold_parse").asBoolean(), score.goldParsed(), false);
    if (!label.get("gold_parse").asBoolean() || !score.goldParsed()) {
      return;
    }
    counts.add(
        "spider.pred_parse",
        id,
        label.get("pred_parse").asBoolean(),
        score.predictedParsed(),
        false);
    counts.add(
        "spider.hardness", id, label.get("hardness").asText(), score.hardness().word(), false);
    counts.add("spider.exact", id, label.get("exact").asInt() == 1, score.exact(), false);
    score
        .components()
        .forEach(
            (name, component) -> {
              int hit = component.matches() ? 1 : 0;
              String got =
                  "[%d,%d,%d,%d,%d]"
                      .formatted(hit, hit, hit, component.goldCount(), component.predictedCount());
              counts.add(
                  "spider.component." + name,
                  id,
                  label.at("/partial").get(name).toString(),
                  got,
                  false);
            });
  }
}
