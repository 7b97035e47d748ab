package dev.rewardgrader.testsuites.math;

import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.math.MathResult;
import dev.rewardgrader.grade.math.MathVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * Runs the mathematics verifier over labelled suites and reports agreement, errors of both kinds
 * and speed.
 */
public final class MathConformance {
  private static final Set<String> APART = Set.of("hardverify-math", "adversarial");
  private static final int WARM_UP_ROUNDS = 4;

  /** Rounds of which the figures are taken: a single one is over before it can be timed well. */
  private static final int MEASURED_ROUNDS = 4;

  private MathConformance() {}

  /**
   * One suite's figures. Times are of one whole verification: gold parsed, answer extracted, parsed
   * and compared.
   *
   * @param cases the scored cases
   * @param agree how many got the verdict expected
   * @param falseAccepts accepted but should not be
   * @param falseRejects not accepted but should be
   * @param undecided neither accepted nor rejected, whatever was expected
   */
  public record Suite(
      int cases,
      int agree,
      int falseAccepts,
      int falseRejects,
      int undecided,
      double perSecond,
      double p50Ms,
      double p95Ms,
      double p99Ms,
      double maxMs) {}

  /** A verdict that differs from the label. */
  public record Failure(MathCase mathCase, MathResult result) {}

  /** Everything: the suites by name, the core together, and each miss. */
  public record Report(Map<String, Suite> suites, Suite core, List<Failure> failures) {}

  /** A case with its result and its time in each round. */
  private record Timed(MathCase mathCase, MathResult result, long[] nanos) {}

  /**
   * Runs every case of {@code folder} on {@code threads} threads.
   *
   * @param warmUp whether to run the cases a few times beforehand, so that the figures are those of
   *     compiled code
   * @throws IOException when the folder cannot be read
   */
  public static Report run(Path folder, int threads, boolean warmUp)
      throws IOException, InterruptedException {
    List<MathCase> cases = MathCases.read(folder);
    if (warmUp) {
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        verifyAll(cases, 1, threads);
      }
    }
    long start = System.nanoTime();
    List<Timed> timed = verifyAll(cases, warmUp ? MEASURED_ROUNDS : 1, threads);
    return report(timed, System.nanoTime() - start, threads);
  }

  private static List<Timed> verifyAll(List<MathCase> cases, int rounds, int threads)
      throws InterruptedException {
    Timed[] results = new Timed[cases.size()];
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
            results[i] = verify(cases.get(i), rounds);
          }
        };
    if (threads == 1) {
      work.run();
      return Arrays.asList(results);
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(work));
      }
      for (Future<?> f : running) {
        f.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the verifier threw, which it must not", e.getCause());
    }
    return Arrays.asList(results);
  }

  private static Timed verify(MathCase c, int rounds) {
    long[] nanos = new long[rounds];
    MathResult result = null;
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      result = MathVerifier.verify(c.gold(), c.answer(), c.options());
      nanos[i] = System.nanoTime() - start;
    }
    return new Timed(c, result, nanos);
  }

  private static Report report(List<Timed> all, long wall, int threads) {
    Map<String, Suite> suites = new LinkedHashMap<>();
    Set<String> names = new TreeSet<>();
    all.forEach(t -> names.add(t.mathCase.suite()));
    for (String name : names) {
      suites.put(
          name, suite(all.stream().filter(t -> t.mathCase.suite().equals(name)).toList(), 0));
    }
    List<Timed> coreCases = all.stream().filter(t -> !APART.contains(t.mathCase.suite())).toList();
    double share = (double) times(coreCases).sum() / Math.max(1, times(all).sum());
    Suite core = suite(coreCases, threads == 1 ? 0 : (long) (wall * share));
    List<Failure> failures =
        all.stream()
            .filter(t -> t.mathCase.required() && t.result.isAccepted() != t.mathCase.expected())
            .map(t -> new Failure(t.mathCase, t.result))
            .toList();
    return new Report(suites, core, failures);
  }

  /**
   * The figures of some cases; the rate over {@code wall} nanoseconds, or over the summed times
   * when it is 0.
   */
  private static Suite suite(List<Timed> timed, long wall) {
    List<Timed> scored = timed.stream().filter(t -> t.mathCase.required()).toList();
    int agree =
        (int) scored.stream().filter(t -> t.result.isAccepted() == t.mathCase.expected()).count();
    int accepts =
        (int) scored.stream().filter(t -> t.result.isAccepted() && !t.mathCase.expected()).count();
    int undecided =
        (int) scored.stream().filter(t -> t.result.verdict() == Verdict.UNDECIDED).count();
    long[] times = times(timed).sorted().toArray();
    double total = wall > 0 ? wall : Arrays.stream(times).sum();
    return new Suite(
        scored.size(),
        agree,
        accepts,
        scored.size() - agree - accepts,
        undecided,
        total == 0 ? 0 : times.length * 1e9 / total,
        quantile(times, 0.5),
        quantile(times, 0.95),
        quantile(times, 0.99),
        quantile(times, 1));
  }

  private static LongStream times(List<Timed> timed) {
    return timed.stream().flatMapToLong(t -> Arrays.stream(t.nanos));
  }

  private static double quantile(long[] sorted, double q) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] / 1e6;
  }
}
