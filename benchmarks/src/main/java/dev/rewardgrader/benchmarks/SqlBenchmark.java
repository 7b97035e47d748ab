package dev.rewardgrader.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Grades a folder of labelled cases with several metrics and prints graded candidates a second. The
 * floor is the same queries through the engine alone, in this process, with nothing compared.
 *
 * <p>All golds are known before a pass, and every pass has a new grader, so that no candidate's
 * result is remembered from an earlier one. The column <i>per core</i> counts the processor time of
 * the grader and its workers, so that other programs on the machine do not count. The column
 * <i>thread</i> counts the calling thread alone, without the compilers: in this process that is
 * what remains when all is compiled; beside a worker it is the grader's share. As many passes as
 * are counted go before them, and a minute of passes for a line that is called settled: a service
 * that has graded for so long, where the others still compile on the core that they grade on.
 *
 * <pre>java … dev.rewardgrader.benchmarks.SqlBenchmark DIR [passes [metric…]]</pre>
 */
final class SqlBenchmark {
  private static final int MAX_CASES = 2_000;

  /** Passes go on for so long before those of a settled line. */
  private static final long SETTLING_NANOS = 60_000_000_000L;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Slower queries measure the engine and nothing else; of processor time. */
  private static final long SLOW_NANOS = 20_000_000;

  private record Case(SqlTask task, Completion completion) {
    Case withMetric(String metric) {
      return new Case(
          new SqlTask(
              null, null, task.dialect(), task.database(), task.gold(), metric, task.options()),
          completion);
    }
  }

  /**
   * What a line of the table measures.
   *
   * @param settled whether a minute of passes goes before, so that hardly anything is left to
   *     compile
   */
  private record Line(String metric, SqlIsolation isolation, int reference, boolean settled) {}

  private record Speed(double wall, double core, double thread) {}

  /** Speeds of the published graders, measured on one core with the same databases. */
  private static final List<Line> LINES =
      List.of(
          new Line("bird_ex", SqlIsolation.IN_PROCESS, 4_456, false),
          new Line("bird_ex", SqlIsolation.IN_PROCESS, 4_456, true),
          new Line("paverl", SqlIsolation.IN_PROCESS, 566, false),
          new Line("paverl", SqlIsolation.PROCESS, 566, false),
          new Line("sound", SqlIsolation.PROCESS, 566, false),
          new Line("test_suite", SqlIsolation.PROCESS, 242, false),
          new Line("test_suite", SqlIsolation.PROCESS, 242, true));

  private SqlBenchmark() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int passes = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    List<Case> all = quick(cases(folder));
    System.out.printf(
        "%-19s %-12s %10s %10s %10s %10s %8s%n",
        "metric", "isolation", "graded/s", "per core", "thread", "reference", "ratio");
    for (SqlIsolation isolation : List.of(SqlIsolation.PROCESS, SqlIsolation.IN_PROCESS)) {
      try (QueryRunner runner = isolation.start(1)) {
        print("(floor)", isolation, median(passes, passes, () -> floor(runner, all)), 0);
      }
    }
    List<String> wanted = List.of(args).subList(Math.min(2, args.length), args.length);
    for (Line line : LINES) {
      if (!wanted.isEmpty() && !wanted.contains(line.metric())) {
        continue;
      }
      List<Case> cases = all.stream().map(one -> one.withMetric(line.metric())).toList();
      try (QueryRunner runner = line.isolation().start(1)) {
        if (line.settled()) {
          long start = System.nanoTime();
          while (System.nanoTime() - start < SETTLING_NANOS) {
            grade(runner, cases);
          }
        }
        Speed speed = median(passes, passes, () -> grade(runner, cases));
        String name = line.metric() + (line.settled() ? " settled" : "");
        print(name, line.isolation(), speed, line.reference());
      }
    }
  }

  private static void print(String name, SqlIsolation isolation, Speed speed, int reference) {
    System.out.printf(
        Locale.ROOT,
        "%-19s %-12s %10.0f %10.0f %10.0f %10s %8s%n",
        name,
        isolation.word(),
        speed.wall(),
        speed.core(),
        speed.thread(),
        reference == 0 ? "-" : reference,
        reference == 0 ? "-" : String.format(Locale.ROOT, "%.1f", speed.core() / reference));
  }

  @FunctionalInterface
  private interface Pass {
    Speed run() throws InterruptedException;
  }

  /**
   * The median of some passes.
   *
   * @param before passes that go before and are not counted
   */
  private static Speed median(int before, int passes, Pass pass) throws InterruptedException {
    List<Speed> speeds = new ArrayList<>();
    for (int i = 0; i < before + passes; i++) {
      Speed speed = pass.run();
      if (i >= before) {
        speeds.add(speed);
      }
    }
    double[] wall = speeds.stream().mapToDouble(Speed::wall).sorted().toArray();
    double[] core = speeds.stream().mapToDouble(Speed::core).sorted().toArray();
    double[] thread = speeds.stream().mapToDouble(Speed::thread).sorted().toArray();
    return new Speed(wall[wall.length / 2], core[core.length / 2], thread[thread.length / 2]);
  }

  private static Speed grade(QueryRunner runner, List<Case> cases) throws InterruptedException {
    try (SqlGrader grader = new SqlGrader(shared(runner))) {
      for (Case one : cases) {
        // The gold as its own candidate makes all that is kept of a gold.
        gradeOne(grader, new Case(one.task(), new Completion(gold(one))));
      }
      return measure(cases.size(), () -> cases.forEach(one -> gradeOne(grader, one)));
    }
  }

  private static String gold(Case one) {
    return ((SqlGold.Query) one.task().gold()).sql();
  }

  private static void gradeOne(SqlGrader grader, Case one) {
    try {
      grader.grade(one.task(), one.completion(), GradingOptions.DEFAULT);
    } catch (GraderFault e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Speed floor(QueryRunner runner, List<Case> cases) {
    List<SqlQuery> queries = cases.stream().map(SqlBenchmark::query).toList();
    return measure(queries.size(), () -> queries.forEach(query -> run(runner, query)));
  }

  private static void run(QueryRunner runner, SqlQuery query) {
    try {
      runner.run(query);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Speed measure(int count, Runnable work) {
    Duration cpu = cpu();
    long thread = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    double own = (THREADS.getCurrentThreadCpuTime() - thread) / 1e9;
    double used = cpu().minus(cpu).toNanos() / 1e9;
    return new Speed(count / seconds, count / used, count / own);
  }

  /** Of this process and its workers. */
  private static Duration cpu() {
    ProcessHandle here = ProcessHandle.current();
    return Stream.concat(Stream.of(here), here.descendants())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** A grader closes its runner; this one lives on. */
  private static QueryRunner shared(QueryRunner runner) {
    return new QueryRunner() {
      @Override
      public dev.rewardgrader.grade.sql.engine.QueryOutcome run(SqlQuery query)
          throws InterruptedException {
        return runner.run(query);
      }

      @Override
      public List<dev.rewardgrader.grade.sql.engine.QueryOutcome> runAll(List<SqlQuery> queries)
          throws InterruptedException {
        return runner.runAll(queries);
      }

      @Override
      public void close() {
        // The caller closes the runner that is shared.
      }
    };
  }

  private static List<Case> quick(List<Case> cases) {
    List<Case> quick = new ArrayList<>();
    try (QueryRunner runner = SqlIsolation.IN_PROCESS.start(1)) {
      for (int i = 0; i < cases.size(); i++) {
        SqlQuery query = query(cases.get(i));
        run(runner, query);
        long start = THREADS.getCurrentThreadCpuTime();
        run(runner, query);
        if (THREADS.getCurrentThreadCpuTime() - start < SLOW_NANOS) {
          quick.add(cases.get(i));
        }
      }
    }
    System.out.printf(
        "%d cases, without %d whose query alone takes more than %d ms%n",
        quick.size(), cases.size() - quick.size(), SLOW_NANOS / 1_000_000);
    return quick;
  }

  private static SqlQuery query(Case one) {
    return new SqlQuery(
        Dialect.SQLITE, one.task().database(), one.completion().text(), QueryLimits.DEFAULT);
  }

  /** Cases whose gold and prediction are spread over all databases and kinds. */
  private static List<Case> cases(Path folder) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, JsonNode> golds = new HashMap<>();
    for (String line : Files.readAllLines(folder.resolve("golds.jsonl"))) {
      JsonNode gold = json.readTree(line);
      golds.put(gold.get("gold_id").asText(), gold);
    }
    JsonNode options = JsonNodeFactory.instance.objectNode().put("extraction", "whole");
    List<Case> cases = new ArrayList<>();
    String[] lines = Files.readString(folder.resolve("cases.jsonl")).split("\n");
    int step = Math.max(1, lines.length / MAX_CASES);
    for (int i = 0; i < lines.length && cases.size() < MAX_CASES; i += step) {
      JsonNode one = json.readTree(lines[i]);
      JsonNode gold = golds.get(one.get("gold_id").asText());
      String database =
          folder
              .resolve("databases")
              .resolve(gold.get("db_id").asText())
              .resolve(gold.get("main_db").asText())
              .toString();
      SqlGold query = new SqlGold.Query(gold.get("sql").asText());
      SqlTask task = new SqlTask(null, null, "sqlite", database, query, "bag", options);
      cases.add(new Case(task, new Completion(one.get("pred_sql").asText())));
    }
    return cases;
  }
}
