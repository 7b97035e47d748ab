package dev.rewardgrader.benchmarks;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.docker.DockerProbe;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A group of rollouts of one Python problem, as reinforcement learning samples them, against
 * starting the program bare for every test of every rollout.
 *
 * <p>The mix: a quarter of the rollouts is right, three eighths fail the first test, and three
 * eighths fail from a random test on. Then how cost and memory grow with the number of runs (no
 * result is kept). MOST RUNS of 0 leaves that out; ROLLOUTS of 0 does only that.
 *
 * <pre>scripts/benchmark group [ROLLOUTS] [TESTS] [JOBS] [MOST RUNS OF THE GROWTH SERIES]</pre>
 */
public final class GroupBenchmark {
  private static final int ROUNDS = 3;

  /** What a series took: on the clock, and of the processors, everything below us included. */
  private record Cost(double wall, double cpu) {}

  /** Work to be measured. */
  private interface Work {
    void run() throws Exception;
  }

  private final int rollouts;
  private final int tests;
  private final int jobs;

  private GroupBenchmark(int rollouts, int tests, int jobs) {
    this.rollouts = rollouts;
    this.tests = tests;
    this.jobs = jobs;
  }

  public static void main(String[] args) throws Exception {
    int rollouts = args.length > 0 ? Integer.parseInt(args[0]) : 64;
    int tests = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    int jobs = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    int most = args.length > 3 ? Integer.parseInt(args[3]) : 10_000;
    GroupBenchmark benchmark = new GroupBenchmark(rollouts, tests, jobs);
    if (rollouts > 0) {
      benchmark.groups();
    }
    if (most > 0) {
      try (SandboxPool pool = Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(jobs))) {
        new GroupBenchmark(rollouts, 10, jobs).growth(pool, most);
      }
    }
  }

  private void groups() throws Exception {
    try (SandboxPool pool = Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(jobs))) {
      group("local", pool);
    }
    if (DockerProbe.problem(DockerOptions.DEFAULT) == null) {
      try (SandboxPool pool = Sandboxes.docker(DockerOptions.DEFAULT.withSandboxes(jobs))) {
        group("Docker", pool);
      }
    }
  }

  private void group(String name, SandboxPool pool) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%d rollouts x %d tests, %d at once, %s sandbox; median of %d rounds, taken in turn%n",
        rollouts,
        tests,
        jobs,
        name,
        ROUNDS);
    CodeGrader grader = new CodeGrader(pool, Languages.bundled().all());
    grade(grader, jobs, 0, true);
    List<Cost> bare = new ArrayList<>();
    List<Cost> whole = new ArrayList<>();
    List<Cost> stopped = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      int seed = round;
      bare.add(measured(() -> Additions.bare(rollouts * tests, tests, jobs)));
      whole.add(measured(() -> grade(grader, rollouts, seed, false)));
      stopped.add(measured(() -> grade(grader, rollouts, seed, true)));
    }
    row("every test bare", bare, bare);
    row("graded, all tests", whole, bare);
    row("graded, to the first failure", stopped, bare);
  }

  private static Cost measured(Work work) throws Exception {
    double cpu = CpuTime.seconds();
    long start = System.nanoTime();
    work.run();
    double wall = (System.nanoTime() - start) / 1e9;
    return new Cost(wall, CpuTime.seconds() - cpu);
  }

  private void growth(SandboxPool pool, int most) throws Exception {
    CodeGrader grader = new CodeGrader(pool, Languages.bundled().all());
    grade(grader, jobs, 0, false);
    System.out.printf(
        "%n%10s %12s %12s %10s %10s%n", "runs", "ms/run", "CPU ms/run", "heap MB", "RSS MB");
    for (int runs = 10; runs <= most; runs *= 10) {
      int seed = runs;
      Cost cost = measured(() -> grade(grader, Math.max(1, seed / tests), seed, false));
      System.gc();
      Runtime memory = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "%10d %12.2f %12.2f %10d %10d%n",
          runs,
          cost.wall * 1000 / runs,
          cost.cpu * 1000 / runs,
          (memory.totalMemory() - memory.freeMemory()) >> 20,
          residentMb());
    }
  }

  private static long residentMb() throws IOException {
    String status = Files.readString(Path.of("/proc/self/statm"));
    return Long.parseLong(status.split(" ", -1)[1]) * 4096 >> 20;
  }

  private void row(String name, List<Cost> costs, List<Cost> bare) {
    Cost cost = median(costs);
    Cost floor = median(bare);
    System.out.printf(
        Locale.ROOT,
        "  %-30s %8.2f s %6.2f x faster, processors %8.2f s %6.2f x less, %.2f ms a test%n",
        name,
        cost.wall,
        floor.wall / cost.wall,
        cost.cpu,
        floor.cpu / cost.cpu,
        cost.cpu * 1000 / (rollouts * tests));
  }

  private static Cost median(List<Cost> costs) {
    int middle = costs.size() / 2;
    return new Cost(
        costs.stream().map(Cost::wall).sorted().toList().get(middle),
        costs.stream().map(Cost::cpu).sorted().toList().get(middle));
  }

  private void grade(CodeGrader grader, int count, int seed, boolean stop) throws Exception {
    CodeTask task = Additions.task(tests);
    GradingOptions options = new GradingOptions(stop, false);
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      List<Future<?>> all = new ArrayList<>();
      for (int job = 0; job < jobs; job++) {
        all.add(
            pool.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    Grade grade = grader.grade(task, completion(seed, i), options);
                    boolean accepted = grade.verdict() == Verdict.ACCEPTED;
                    if (accepted != (firstFailure(seed, i) == tests)) {
                      throw new IllegalStateException("a wrong verdict: " + grade);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  /** The number of the first test that this rollout fails; the number of tests when it is right. */
  private int firstFailure(int seed, int rollout) {
    int kind = rollout % 8;
    return kind < 2 ? tests : kind < 5 ? 0 : new Random(seed * 31L + rollout).nextInt(tests);
  }

  private Completion completion(int seed, int rollout) {
    String program =
        "# "
            + seed
            + "."
            + rollout
            + "\na, b = map(int, input().split())\nprint(a + b if a < "
            + firstFailure(seed, rollout)
            + " else 0)\n";
    return new Completion("```python\n" + program + "```");
  }
}
