package dev.rewardgrader.benchmarks;

import dev.rewardgrader.engine.GradingEngine;
import dev.rewardgrader.engine.RunSummary;
import dev.rewardgrader.engine.StopSignal;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.RolloutLine;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.docker.DockerProbe;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Short Python programs on standard input, graded whole (extraction, sandbox, comparison, record)
 * and set against starting the same programs bare, all in one run.
 *
 * <pre>scripts/benchmark stdio [ROLLOUTS] [TESTS] [JOBS]</pre>
 */
public final class StdioBenchmark {
  private static final String PROGRAM = "a, b = map(int, input().split())\nprint(a + b)\n";
  private static final int ROUNDS = 3;

  private final int rollouts;
  private final int tests;
  private final int jobs;

  private StdioBenchmark(int rollouts, int tests, int jobs) {
    this.rollouts = rollouts;
    this.tests = tests;
    this.jobs = jobs;
  }

  /** Opens a pool of sandboxes. */
  private interface Opener {
    SandboxPool open() throws SandboxException;
  }

  public static void main(String[] args) throws Exception {
    int rollouts = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    int tests = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    int jobs = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    new StdioBenchmark(rollouts, tests, jobs).run();
  }

  private void run() throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%d rollouts x %d tests, %d at once; median of %d rounds, taken in turn%n",
        rollouts,
        tests,
        jobs,
        ROUNDS);
    List<Double> bare = new ArrayList<>();
    List<Double> local = new ArrayList<>();
    List<Double> docker = new ArrayList<>();
    boolean engine = DockerProbe.problem(DockerOptions.DEFAULT) == null;
    for (int round = 0; round < ROUNDS; round++) {
      bare.add(bare());
      local.add(graded(() -> Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(jobs))));
      if (engine) {
        docker.add(graded(() -> Sandboxes.docker(DockerOptions.DEFAULT.withSandboxes(jobs))));
      }
    }
    System.out.printf("%-28s %9s %9s %9s %9s%n", "", "seconds", "tests/s", "ms/test", "x bare");
    row("bare fork+exec of python3", median(bare), median(bare));
    row("graded, local sandbox", median(local), median(bare));
    if (engine) {
      row("graded, Docker sandbox", median(docker), median(bare));
    } else {
      System.out.println("no Docker engine answers: its row is left out");
    }
  }

  private void row(String name, double seconds, double bare) {
    int count = rollouts * tests;
    System.out.printf(
        Locale.ROOT,
        "%-28s %9.2f %9.0f %9.2f %9.2f%n",
        name,
        seconds,
        count / seconds,
        seconds * jobs * 1000 / count,
        seconds / bare);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** Starts the program once a test with nothing around it. */
  private double bare() throws Exception {
    Path folder = Files.createTempDirectory("bare");
    Path program = Files.writeString(folder.resolve("main.py"), PROGRAM);
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < rollouts * tests; i++) {
        String input = input(i % tests);
        all.add(
            pool.submit(
                () -> {
                  startBare(program, input);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(program);
    Files.delete(folder);
    return seconds;
  }

  private static void startBare(Path program, String input)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder("/usr/bin/python3", program.toString()).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the bare program failed");
    }
  }

  /** Grades them with a pool that is warm: one rollout goes before the clock starts. */
  private double graded(Opener opener) throws Exception {
    try (SandboxPool pool = opener.open()) {
      CodeGrader grader = new CodeGrader(pool, Languages.bundled().all());
      GradingEngine engine = GradingEngine.with(List.of(grader)).jobs(jobs).build();
      for (int i = 0; i < 2 * jobs; i++) {
        engine.grade(rollout("warm-" + i));
      }
      Iterator<RolloutLine> lines =
          IntStream.range(0, rollouts)
              .mapToObj(i -> (RolloutLine) new RolloutLine.Good("", i + 1, rollout("r" + i)))
              .iterator();
      long start = System.nanoTime();
      RunSummary summary =
          engine.run(() -> lines.hasNext() ? lines.next() : null, record -> {}, new StopSignal());
      double seconds = (System.nanoTime() - start) / 1e9;
      long accepted = summary.kinds().get("code").verdicts().getOrDefault(Verdict.ACCEPTED, 0L);
      if (accepted != rollouts) {
        throw new IllegalStateException("only " + accepted + " were accepted: " + summary.faults());
      }
      return seconds;
    }
  }

  /** Each has a comment of its own, so that none is taken for another's twin. */
  private Rollout rollout(String id) {
    List<CodeTask.StdioTest> all = new ArrayList<>();
    for (int i = 0; i < tests; i++) {
      all.add(new CodeTask.StdioTest("" + i, input(i), List.of(i + i + 1 + "\n"), 1, null));
    }
    CodeTask task =
        new CodeTask(
            "add",
            null,
            "python",
            new CodeTask.Stdio(all),
            new CodeTask.Checker("lines", null),
            CodeTask.TaskLimits.NONE,
            "",
            Map.of(),
            null);
    Completion completion = new Completion("```python\n# " + id + "\n" + PROGRAM + "```");
    return new Rollout(id, null, task, completion, Map.of());
  }

  private static String input(int i) {
    return i + " " + (i + 1) + "\n";
  }
}
