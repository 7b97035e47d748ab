package dev.rewardgrader.benchmarks;

import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.math.MathVerifier;
import dev.rewardgrader.testsuites.math.MathCase;
import dev.rewardgrader.testsuites.math.MathCases;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whether mathematics scales with threads, gives the same verdicts in any order, and how much
 * memory hostile answers take. Golds are parsed with every answer.
 *
 * <pre>scripts/benchmark mathThreads FOLDER [THREADS] [SECONDS]</pre>
 *
 * where FOLDER holds labelled suites as {@code grader conformance math} reads them.
 */
public final class MathThreadsBenchmark {
  private static final int ROUNDS = 5;

  private final List<MathCase> core;
  private final List<MathCase> hostile;
  private final double seconds;

  private MathThreadsBenchmark(List<MathCase> cases, double seconds) {
    this.core = cases.stream().filter(c -> !c.suite().equals("adversarial")).toList();
    this.hostile = cases.stream().filter(c -> c.suite().equals("adversarial")).toList();
    this.seconds = seconds;
  }

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("usage: mathThreads FOLDER [THREADS] [SECONDS]");
      System.exit(2);
    }
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 2;
    double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 4;
    new MathThreadsBenchmark(MathCases.read(Path.of(args[0])), seconds).run(threads);
  }

  private void run(int threads) throws Exception {
    rate(1);
    rate(threads);
    List<Double> one = new ArrayList<>();
    List<Double> many = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      one.add(rate(1));
      many.add(rate(threads));
    }
    System.out.printf(
        Locale.ROOT,
        "1 thread %,.0f answers/s, %d threads %,.0f answers/s: %.2f x (medians of %d rounds in turn)%n",
        median(one),
        threads,
        median(many),
        median(many) / median(one),
        ROUNDS);
    System.out.printf("verdicts in any order on %d threads: %s%n", threads, orders(threads));
    System.out.printf(Locale.ROOT, "most memory of one hostile answer: %.1f MB%n", memory());
  }

  /** Answers a second: each thread goes through the cases from a place of its own. */
  private double rate(int threads) throws Exception {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long done = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Long>> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int offset = t * core.size() / threads;
        all.add(pool.submit(() -> verifyUntil(end, offset)));
      }
      for (Future<Long> one : all) {
        done += one.get();
      }
    }
    return done * 1e9 / (System.nanoTime() - start);
  }

  private long verifyUntil(long end, int offset) {
    long done = 0;
    for (int i = offset; System.nanoTime() < end; i = (i + 1) % core.size()) {
      verdict(core.get(i));
      done++;
    }
    return done;
  }

  private static Verdict verdict(MathCase c) {
    return MathVerifier.verify(c.gold(), c.answer(), c.options()).verdict();
  }

  private String orders(int threads) throws Exception {
    List<Verdict> expected = core.stream().map(MathThreadsBenchmark::verdict).toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int t = 0; t < 2 * threads; t++) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < core.size(); i++) {
          order.add(i);
        }
        Collections.shuffle(order, new Random(t));
        all.add(
            pool.submit(
                () -> order.stream().allMatch(i -> verdict(core.get(i)) == expected.get(i))));
      }
      for (Future<Boolean> one : all) {
        if (!one.get()) {
          return "different";
        }
      }
    }
    return "the same";
  }

  /** What one verification allocates at most, which bounds what it can hold. */
  private double memory() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long most = 0;
    for (MathCase c : hostile) {
      long before = threads.getCurrentThreadAllocatedBytes();
      verdict(c);
      most = Math.max(most, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return most / 1048576.0;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
