package dev.rewardgrader.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Grades a folder of labelled cases with several metrics and prints graded candidates a second, and
 * how that compares with the reference's speed on its own machine.
 *
 * <pre>java … dev.rewardgrader.benchmarks.SqlBenchmark DIR [threads]</pre>
 */
final class SqlBenchmark {
  private static final int MAX_CASES = 2_000;

  private record Case(SqlTask task, Completion completion) {}

  private record Line(String metric, SqlIsolation isolation, int reference) {}

  /** Speeds of the published graders, measured on one core with the same databases. */
  private static final List<Line> LINES =
      List.of(
          new Line("paverl", SqlIsolation.PROCESS, 566),
          new Line("sound", SqlIsolation.PROCESS, 566),
          new Line("bird_ex", SqlIsolation.IN_PROCESS, 4_456),
          new Line("test_suite", SqlIsolation.PROCESS, 242));

  private SqlBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    System.out.printf(
        "%-12s %-12s %10s %10s %8s%n", "metric", "isolation", "graded/s", "reference", "ratio");
    for (Line line : LINES) {
      List<Case> cases = cases(folder, line.metric());
      try (SqlGrader grader = new SqlGrader(line.isolation().start(threads))) {
        measure(grader, cases, threads);
        double speed = measure(grader, cases, threads);
        System.out.printf(
            Locale.ROOT,
            "%-12s %-12s %10.0f %10d %8.1f%n",
            line.metric(),
            line.isolation().word(),
            speed,
            line.reference(),
            speed / line.reference());
      }
    }
  }

  private static double measure(SqlGrader grader, List<Case> cases, int threads)
      throws InterruptedException {
    LongAdder graded = new LongAdder();
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (Case one : cases) {
        pool.execute(
            () -> {
              try {
                grader.grade(one.task(), one.completion(), GradingOptions.DEFAULT);
                graded.increment();
              } catch (GraderFault e) {
                System.err.println(e.getMessage());
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
      }
      pool.shutdown();
      if (!pool.awaitTermination(1, TimeUnit.HOURS)) {
        throw new IllegalStateException("not done within an hour");
      }
    }
    return graded.sum() * 1e9 / (System.nanoTime() - start);
  }

  private static List<Case> cases(Path folder, String metric) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, JsonNode> golds = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("golds.jsonl"))) {
      JsonNode gold = json.readTree(line);
      golds.put(gold.get("gold_id").asText(), gold);
    }
    JsonNode options = JsonNodeFactory.instance.objectNode().put("extraction", "whole");
    List<Case> cases = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("cases.jsonl"))) {
      JsonNode one = json.readTree(line);
      JsonNode gold = golds.get(one.get("gold_id").asText());
      String database =
          folder
              .resolve("databases")
              .resolve(gold.get("db_id").asText())
              .resolve(gold.get("main_db").asText())
              .toString();
      SqlGold query = new SqlGold.Query(gold.get("sql").asText());
      SqlTask task = new SqlTask(null, null, "sqlite", database, query, metric, options);
      cases.add(new Case(task, new Completion(one.get("pred_sql").asText())));
      if (cases.size() == MAX_CASES) {
        break;
      }
    }
    return cases;
  }
}
