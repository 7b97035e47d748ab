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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A group of rollouts of one Python problem, as reinforcement learning samples them, against
 * starting the program bare for every test of every rollout.
 *
 * <p>The mix: a quarter of the rollouts is right, three eighths fail the first test, and three
 * eighths fail from a random test on. Then how the cost grows with the number of runs.
 *
 * <pre>scripts/benchmark group [ROLLOUTS] [TESTS] [JOBS] [MOST RUNS OF THE GROWTH SERIES]</pre>
 */
public final class GroupBenchmark {
  private static final int ROUNDS = 3;

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
    try (SandboxPool pool = Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(jobs))) {
      benchmark.group("local", pool);
    }
    if (DockerProbe.problem(DockerOptions.DEFAULT) == null) {
      try (SandboxPool pool = Sandboxes.docker(DockerOptions.DEFAULT.withSandboxes(jobs))) {
        benchmark.group("Docker", pool);
      }
    }
    try (SandboxPool pool = Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(jobs))) {
      new GroupBenchmark(rollouts, 10, jobs).growth(pool, most);
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
    List<Double> bare = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    List<Double> stopped = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      bare.add(Additions.bare(rollouts * tests, tests, jobs));
      whole.add(grade(grader, rollouts, round, false));
      stopped.add(grade(grader, rollouts, round, true));
    }
    row("every test bare", median(bare), median(bare));
    row("graded, all tests", median(whole), median(bare));
    row("graded, to the first failure", median(stopped), median(bare));
  }

  private void growth(SandboxPool pool, int most) throws Exception {
    CodeGrader grader = new CodeGrader(pool, Languages.bundled().all());
    grade(grader, jobs, 0, false);
    System.out.printf("%n%10s %12s %12s %10s%n", "runs", "ms/run", "runs/s", "heap MB");
    for (int runs = 10; runs <= most; runs *= 10) {
      double seconds = grade(grader, Math.max(1, runs / tests), runs, false);
      System.gc();
      Runtime memory = Runtime.getRuntime();
      System.out.printf(
          Locale.ROOT,
          "%10d %12.2f %12.0f %10d%n",
          runs,
          seconds * 1000 / runs,
          runs / seconds,
          (memory.totalMemory() - memory.freeMemory()) >> 20);
    }
  }

  private static void row(String name, double seconds, double bare) {
    System.out.printf(
        Locale.ROOT, "  %-30s %8.2f s   %6.2f x faster%n", name, seconds, bare / seconds);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private double grade(CodeGrader grader, int count, int seed, boolean stop) throws Exception {
    CodeTask task = Additions.task(tests);
    GradingOptions options = new GradingOptions(stop, false);
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      List<Future<Grade>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Completion completion = completion(seed, i);
        all.add(pool.submit(() -> grader.grade(task, completion, options)));
      }
      for (int i = 0; i < count; i++) {
        boolean accepted = all.get(i).get().verdict() == Verdict.ACCEPTED;
        if (accepted != (firstFailure(seed, i) == tests)) {
          throw new IllegalStateException("a wrong verdict: " + all.get(i).get());
        }
      }
    }
    return (System.nanoTime() - start) / 1e9;
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
