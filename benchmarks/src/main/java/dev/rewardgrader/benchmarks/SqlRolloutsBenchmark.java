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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * 64 rollouts of one prompt on a SQLite database of a gigabyte, which is made first. Prints what a
 * rollout takes beyond its candidate's own time in the engine, and the memory of the grader and its
 * worker after each round.
 *
 * <p>On a busy machine most of what lies beyond is waiting for a core. Two columns tell how much:
 * <i>grader cpu</i> is the processor time that the grader itself spent on a rollout, and
 * <i>echo</i> is what one byte takes to another process and back, measured between the rollouts.
 * Each round after the first starts with one rollout that is not counted, since the heap was
 * collected before it to be measured.
 *
 * <pre>java … dev.rewardgrader.benchmarks.SqlRolloutsBenchmark FILE [megabytes [rounds]]</pre>
 *
 * <p>{@code FILE} is made where it is absent and stays.
 */
final class SqlRolloutsBenchmark {
  static final int ROLLOUTS = 64;

  static final String GOLD =
      "SELECT city, count(*), sum(amount) FROM orders WHERE id <= 200000 GROUP BY city";

  private static final int ROW_BYTES = 500;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private record Measured(double wall, double own, double cpu, double echo, Verdict verdict) {
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
    make(file, megabytes);
    System.out.printf(Locale.ROOT, "%s: %d MB%n", file.getFileName(), Files.size(file) >> 20);
    SqlTask task =
        new SqlTask(
            "rollouts", null, "sqlite", file.toString(), new SqlGold.Query(GOLD), "sound", null);
    Process echo = new ProcessBuilder("cat").start();
    try (SqlGrader grader = SqlGrader.warming(SqlIsolation.PROCESS.start(1));
        ExecutorService one = Executors.newSingleThreadExecutor()) {
      System.out.printf(
          "%-6s %6s %9s %11s %11s %15s %9s %9s %9s %10s %10s%n",
          "round",
          "right",
          "own ms",
          "beyond p50",
          "beyond p99",
          "grader cpu p99",
          "echo p50",
          "echo p99",
          "live MB",
          "grader MB",
          "worker MB");
      List<Measured> counted = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        if (round > 0) {
          // The heap has just been collected to be measured, which is not the next rollout's doing.
          String untimed = candidate(round, ROLLOUTS + 2);
          one.submit(() -> grade(grader, task, untimed, echo)).get();
        }
        // A round is one piece of work: a thread that wakes for each answer would be a second one
        // on the grader's core, and the worker, woken there, would have to go to the other.
        List<String> candidates = candidates(round);
        counted.addAll(print(round, one.submit(() -> all(grader, task, candidates, echo)).get()));
      }
      printAll(counted);
    } finally {
      echo.destroy();
    }
  }

  /** Right ones under other names, wrong ones of several kinds, each text only once. */
  static List<String> candidates(int round) {
    return IntStream.range(0, ROLLOUTS).mapToObj(i -> candidate(round, i)).toList();
  }

  private static String candidate(int round, int index) {
    String mark = " -- " + round + "." + index;
    return switch (index % 4) {
      case 0 -> GOLD.replace("count(*)", "count(*) AS n" + index) + mark;
      case 1 -> GOLD.replace("200000", String.valueOf(199_000 + index)) + mark;
      case 2 ->
          "SELECT city, count(*) FROM orders WHERE id < "
              + 1000 * (index + 1)
              + " GROUP BY 1"
              + mark;
      default -> "SELECT * FROM orders WHERE id BETWEEN " + index + " AND " + (index + 50) + mark;
    };
  }

  private static List<Measured> all(
      SqlGrader grader, SqlTask task, List<String> candidates, Process echo)
      throws GraderFault, InterruptedException, IOException {
    List<Measured> answers = new ArrayList<>();
    for (String candidate : candidates) {
      answers.add(grade(grader, task, candidate, echo));
    }
    return answers;
  }

  private static Measured grade(SqlGrader grader, SqlTask task, String sql, Process echo)
      throws GraderFault, InterruptedException, IOException {
    Completion completion = new Completion("```sql\n" + sql + "\n```");
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    Grade grade = grader.grade(task, completion, GradingOptions.DEFAULT);
    double wall = (System.nanoTime() - start) / 1e6;
    double used = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6;
    double own = grade.details().get("sql").get("ms").asDouble();
    return new Measured(wall, own, used, echo(echo), grade.verdict());
  }

  /** One byte there and back, in milliseconds. */
  private static double echo(Process echo) throws IOException {
    long start = System.nanoTime();
    echo.getOutputStream().write(1);
    echo.getOutputStream().flush();
    echo.getInputStream().read();
    return (System.nanoTime() - start) / 1e6;
  }

  /** Prints a line; the rollouts that it counts. */
  private static List<Measured> print(int round, List<Measured> all) throws IOException {
    List<Measured> counted = round == 0 ? all.subList(1, all.size()) : all;
    if (round == 0) {
      System.out.printf(
          Locale.ROOT,
          "the first rollout: %.0f ms beyond its own time, for the database's hash, a worker and"
              + " the gold%n",
          all.getFirst().beyond());
    }
    double[] beyond = sorted(counted, Measured::beyond);
    double[] cpu = sorted(counted, Measured::cpu);
    double[] echo = sorted(all, Measured::echo);
    System.out.printf(
        Locale.ROOT,
        "%-6d %6d %9.1f %11.2f %11.2f %15.2f %9.2f %9.2f %9d %10d %10d%n",
        round + 1,
        all.stream().filter(one -> one.verdict() == Verdict.ACCEPTED).count(),
        all.stream().mapToDouble(Measured::own).average().orElse(0),
        beyond[beyond.length / 2],
        p99(beyond),
        p99(cpu),
        echo[echo.length / 2],
        p99(echo),
        liveMegabytes(),
        residentMegabytes(ProcessHandle.current().pid()),
        residentMegabytes(worker()));
    return counted;
  }

  /** The slowest of 64 is a rough p99; that of all rounds together is a better one. */
  private static void printAll(List<Measured> all) {
    double[] beyond = sorted(all, Measured::beyond);
    double[] echo = sorted(all, Measured::echo);
    System.out.printf(
        Locale.ROOT,
        "all %d: beyond p50 %.2f, p99 %.2f; echo p50 %.2f, p99 %.2f%n",
        all.size(),
        beyond[beyond.length / 2],
        p99(beyond),
        echo[echo.length / 2],
        p99(echo));
  }

  private static double[] sorted(List<Measured> all, ToDoubleFunction<Measured> value) {
    return all.stream().mapToDouble(value).sorted().toArray();
  }

  static double p99(double[] sorted) {
    return sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
  }

  /** What the grader's heap holds when nothing more can be collected. */
  private static long liveMegabytes() {
    System.gc();
    Runtime here = Runtime.getRuntime();
    return (here.totalMemory() - here.freeMemory()) >> 20;
  }

  private static long worker() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().filter(path -> path.endsWith("java")).isPresent())
        .findFirst()
        .map(ProcessHandle::pid)
        .orElse(-1L);
  }

  private static long residentMegabytes(long pid) throws IOException {
    Path statm = Path.of("/proc/" + pid + "/statm");
    return Files.exists(statm)
        ? Long.parseLong(Files.readString(statm).split(" ")[1]) * 4096 >> 20
        : -1;
  }

  /** Makes the database where it is absent. */
  static void make(Path file, long megabytes) throws SQLException {
    if (Files.exists(file)) {
      return;
    }
    long rows = (megabytes << 20) / ROW_BYTES;
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
