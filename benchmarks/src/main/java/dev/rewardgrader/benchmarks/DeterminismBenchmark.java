package dev.rewardgrader.benchmarks;

import dev.rewardgrader.engine.GradingEngine;
import dev.rewardgrader.engine.StopSignal;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.RolloutLine;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whether the same rollouts get the same verdicts again and again while every processor is busy.
 *
 * <p>Each round grades all of them anew, with a busy process a processor beside it, and compares
 * each record with what its program must come to: the verdict, and the number of tests passed. A
 * rollout that comes out otherwise in any round is named, and the exit status is 1.
 *
 * <pre>scripts/benchmark determinism [ROLLOUTS] [ROUNDS] [JOBS] [local|docker] [LANGUAGE,…]</pre>
 */
public final class DeterminismBenchmark {
  private static final int NAMED = 20;

  private final List<Deviants> programs;
  private final int rollouts;
  private final int jobs;

  private DeterminismBenchmark(List<String> languages, int rollouts, int jobs) {
    this.programs = languages.stream().map(Deviants::of).toList();
    this.rollouts = rollouts;
    this.jobs = jobs;
  }

  public static void main(String[] args) throws Exception {
    int rollouts = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    int jobs = args.length > 2 ? Integer.parseInt(args[2]) : 2;
    String kind = args.length > 3 ? args[3] : "local";
    List<String> languages = List.of((args.length > 4 ? args[4] : "python,cpp").split(",", -1));
    DeterminismBenchmark benchmark = new DeterminismBenchmark(languages, rollouts, jobs);
    List<Process> load = new ArrayList<>();
    int wrong;
    try (SandboxPool pool = open(kind, jobs)) {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        load.add(new ProcessBuilder("bash", "-c", "while :; do :; done").start());
      }
      wrong = benchmark.rounds(pool, kind, rounds);
    } finally {
      load.forEach(Process::destroyForcibly);
    }
    System.exit(wrong == 0 ? 0 : 1);
  }

  private static SandboxPool open(String kind, int jobs) throws SandboxException {
    return switch (kind) {
      case "local" -> Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(jobs));
      case "docker" -> Sandboxes.docker(DockerOptions.DEFAULT.withSandboxes(jobs));
      default -> throw new IllegalArgumentException("local or docker, not " + kind);
    };
  }

  private int rounds(SandboxPool pool, String kind, int rounds) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%d rollouts, %d at once, %s sandbox, %d processors kept busy%n",
        rollouts,
        jobs,
        kind,
        Runtime.getRuntime().availableProcessors());
    Map<Integer, String> wrong = new HashMap<>();
    for (int round = 1; round <= rounds; round++) {
      long start = System.nanoTime();
      Map<Integer, String> now = round(pool);
      now.forEach(wrong::putIfAbsent);
      System.out.printf(
          Locale.ROOT,
          "  round %2d: %d as they must be, %d otherwise, %.0f s%n",
          round,
          rollouts - now.size(),
          now.size(),
          (System.nanoTime() - start) / 1e9);
      now.values().stream().limit(NAMED).forEach(each -> System.out.println("    " + each));
    }
    System.out.printf(
        Locale.ROOT,
        "  the same in %d of %d rounds: %d of %d rollouts%n",
        rounds,
        rounds,
        rollouts - wrong.size(),
        rollouts);
    return wrong.size();
  }

  /** Those that did not come out as they must, by number. */
  private Map<Integer, String> round(SandboxPool pool) throws IOException, InterruptedException {
    // One of its own for each round: what an engine has graded it does not grade again.
    CodeGrader grader = new CodeGrader(pool, Languages.bundled().all());
    GradingEngine engine = GradingEngine.with(List.of(grader)).jobs(jobs).build();
    Iterator<RolloutLine> lines =
        IntStream.range(0, rollouts)
            .mapToObj(i -> (RolloutLine) new RolloutLine.Good("", i + 1, rollout(i)))
            .iterator();
    Map<Integer, String> wrong = new HashMap<>();
    engine.run(
        () -> lines.hasNext() ? lines.next() : null,
        record -> compare(record, wrong),
        new StopSignal());
    return wrong;
  }

  private void compare(RewardRecord record, Map<Integer, String> wrong) {
    int i = Integer.parseInt(record.id());
    Deviants.Kind kind = kind(i);
    Deviants language = language(i);
    String must = language.verdict(kind) + ", " + language.passed(kind) + " passed";
    String is =
        record.isFault()
            ? record.fault().toString()
            : record.verdict() + ", " + passed(record.grade().tests()) + " passed";
    if (!is.equals(must)) {
      String why = record.isFault() ? "" : " (" + record.grade().reason() + ")";
      wrong.put(
          i, "%d, %s, %s: %s instead of %s%s".formatted(i, language.name(), kind, is, must, why));
    }
  }

  private static long passed(TestReport tests) {
    return tests == null
        ? 0
        : tests.results().stream().filter(test -> test.verdict() == Verdict.ACCEPTED).count();
  }

  private Rollout rollout(int i) {
    Deviants language = language(i);
    Completion completion = new Completion(language.completion(kind(i), i));
    return new Rollout(Integer.toString(i), null, language.task(), completion, Map.of());
  }

  /** Every language but the first has a tenth of the rollouts, since most of them compile. */
  private Deviants language(int i) {
    int slot = i % 10;
    return slot < programs.size() ? programs.get(slot) : programs.getFirst();
  }

  /** So that in a thousand each language has every kind in its share. */
  private static Deviants.Kind kind(int i) {
    return Deviants.kind(i / 10 + i % 10 * 10);
  }
}
