package dev.rewardgrader.benchmarks;

import dev.rewardgrader.engine.GradingEngine;
import dev.rewardgrader.engine.RunSummary;
import dev.rewardgrader.engine.StopSignal;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.CodeGrader;
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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Short Python programs on standard input, graded whole (extraction, sandbox, comparison, record)
 * and set against starting the same programs bare, all in one run.
 *
 * <pre>scripts/benchmark stdio [ROLLOUTS] [TESTS] [JOBS]</pre>
 */
public final class StdioBenchmark {
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
      bare.add(Additions.bare(rollouts * tests, tests, jobs));
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
    Completion completion = new Completion("```python\n# " + id + "\n" + Additions.PROGRAM + "```");
    return new Rollout(id, null, Additions.task(tests), completion, Map.of());
  }
}
