package dev.rewardgrader.benchmarks;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * 64 rollouts of one prompt on a SQLite database of a gigabyte, which is made first. Prints what a
 * rollout takes beyond its candidate's own time in the engine, and the memory of the grader and its
 * worker before and after.
 *
 * <pre>java … dev.rewardgrader.benchmarks.SqlRolloutsBenchmark FILE [megabytes [rounds]]</pre>
 *
 * <p>{@code FILE} is made where it is absent and stays.
 */
final class SqlRolloutsBenchmark {
  private static final int ROLLOUTS = 64;
  private static final int ROW_BYTES = 500;

  private record Measured(double wall, double own, Verdict verdict) {
    double beyond() {
      return wall - own;
    }
  }

  private SqlRolloutsBenchmark() {}

  public static void main(String[] args)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    Path file = Path.of(args[0]);
    long megabytes = args.length > 1 ? Long.parseLong(args[1]) : 1024;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    if (!Files.exists(file)) {
      make(file, (megabytes << 20) / ROW_BYTES);
    }
    System.out.printf(Locale.ROOT, "%s: %d MB%n", file.getFileName(), Files.size(file) >> 20);
    String gold = "SELECT city, count(*), sum(amount) FROM orders WHERE id <= 200000 GROUP BY city";
    SqlTask task =
        new SqlTask(
            "rollouts", null, "sqlite", file.toString(), new SqlGold.Query(gold), "sound", null);
    try (SqlGrader grader = new SqlGrader(SqlIsolation.PROCESS.start(1));
        ExecutorService one = Executors.newSingleThreadExecutor()) {
      System.out.printf(
          "%-8s %8s %10s %12s %12s %12s %10s %10s%n",
          "round",
          "right",
          "own ms",
          "beyond p50",
          "beyond p99",
          "beyond max",
          "grader MB",
          "worker MB");
      for (int round = 0; round < rounds; round++) {
        List<Future<Measured>> answers = new ArrayList<>();
        for (int i = 0; i < ROLLOUTS; i++) {
          String candidate = candidate(round, i, gold);
          answers.add(one.submit(() -> grade(grader, task, candidate)));
        }
        print(round, answers);
      }
    }
  }

  /** Right ones under other names, wrong ones of several kinds, each text only once. */
  private static String candidate(int round, int index, String gold) {
    String mark = " -- " + round + "." + index;
    return switch (index % 4) {
      case 0 -> gold.replace("count(*)", "count(*) AS n" + index) + mark;
      case 1 -> gold.replace("200000", String.valueOf(199_000 + index)) + mark;
      case 2 ->
          "SELECT city, count(*) FROM orders WHERE id < " + 1000 * (index + 1) + " GROUP BY 1";
      default -> "SELECT * FROM orders WHERE id BETWEEN " + index + " AND " + (index + 50);
    };
  }

  private static Measured grade(SqlGrader grader, SqlTask task, String sql)
      throws GraderFault, InterruptedException {
    Completion completion = new Completion("```sql\n" + sql + "\n```");
    long start = System.nanoTime();
    Grade grade = grader.grade(task, completion, GradingOptions.DEFAULT);
    double wall = (System.nanoTime() - start) / 1e6;
    return new Measured(wall, grade.details().get("sql").get("ms").asDouble(), grade.verdict());
  }

  private static void print(int round, List<Future<Measured>> answers)
      throws InterruptedException, ExecutionException, IOException {
    List<Measured> all = new ArrayList<>();
    for (Future<Measured> answer : answers) {
      all.add(answer.get());
    }
    double[] beyond = all.stream().mapToDouble(Measured::beyond).sorted().toArray();
    if (round == 0) {
      System.out.printf(
          Locale.ROOT,
          "the first rollout: %.0f ms beyond its own time, for the database's hash, a worker and"
              + " the gold%n",
          all.getFirst().beyond());
      beyond = all.stream().skip(1).mapToDouble(Measured::beyond).sorted().toArray();
    }
    System.out.printf(
        Locale.ROOT,
        "%-8d %8d %10.1f %12.2f %12.2f %12.2f %10d %10d%n",
        round + 1,
        all.stream().filter(one -> one.verdict() == Verdict.ACCEPTED).count(),
        all.stream().mapToDouble(Measured::own).average().orElse(0),
        beyond[beyond.length / 2],
        beyond[(int) Math.ceil(beyond.length * 0.99) - 1],
        Arrays.stream(beyond).max().orElse(0),
        residentMegabytes(ProcessHandle.current().pid()),
        residentMegabytes(
            ProcessHandle.current().children().findFirst().map(ProcessHandle::pid).orElse(-1L)));
  }

  private static long residentMegabytes(long pid) throws IOException {
    Path statm = Path.of("/proc/" + pid + "/statm");
    return Files.exists(statm)
        ? Long.parseLong(Files.readString(statm).split(" ")[1]) * 4096 >> 20
        : -1;
  }

  private static void make(Path file, long rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode=OFF");
      statement.execute("PRAGMA synchronous=OFF");
      statement.execute(
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, city TEXT, amount INTEGER, note TEXT)");
      statement.execute(
          "INSERT INTO orders WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + rows
              + ") SELECT i, 'city ' || (i * 7919 % 97), i * 31 % 1000, hex(zeroblob("
              + (ROW_BYTES - 40) / 2
              + ")) FROM n");
    }
  }
}
