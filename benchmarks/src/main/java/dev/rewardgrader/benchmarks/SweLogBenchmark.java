package dev.rewardgrader.benchmarks;

import dev.rewardgrader.grade.swe.logs.LogContext;
import dev.rewardgrader.grade.swe.logs.LogParsers;
import dev.rewardgrader.grade.swe.logs.ParsedLog;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Every log parser over logs of one size, in one thread: a log as test runners write it, and logs
 * that are hard on parsers (one line without an end, brackets without a partner).
 *
 * <pre>scripts/benchmark swelog [MEGABYTES]</pre>
 */
public final class SweLogBenchmark {
  private static final int ROUNDS = 3;
  private static final String USUAL =
      """
      tests/test_core.py::TestCore::test_reads[1-a b] PASSED                        [ 12%]
      PASSED tests/test_core.py::TestCore::test_writes
      FAILED tests/test_core.py::test_other - AssertionError: assert 1 == 2
      [       OK ] Suite.Name (3 ms)
      ok 17 - subtracts one letter
      --- PASS: TestThing/with_name (0.01s)
      [INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s
      2026-01-01T00:00:00Z DEBUG some.package.Class: a line of the program under test, of no interest
          at org.example.Thing.method(Thing.java:123)
      """;

  private SweLogBenchmark() {}

  private record Row(String name, String log, double seconds) {}

  public static void main(String[] args) {
    int megabytes = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    int size = megabytes << 20;
    List<String> names = List.of("usual", "one line", "brackets");
    List<String> logs =
        List.of(
            USUAL.repeat(size / USUAL.length() + 1).substring(0, size),
            "a 1 (".repeat(size / 5),
            "[ OK ".repeat(size / 5));
    System.out.printf(
        Locale.ROOT,
        "%d parsers, logs of %d MB, best of %d rounds, one thread%n",
        LogParsers.names().size(),
        megabytes,
        ROUNDS);
    for (int i = 0; i < logs.size(); i++) {
      String log = logs.get(i);
      String name = names.get(i);
      List<Row> rows =
          LogParsers.names().stream()
              .map(parser -> new Row(parser, name, seconds(parser, log)))
              .sorted(Comparator.comparingDouble(Row::seconds))
              .toList();
      Row median = rows.get(rows.size() / 2);
      Row worst = rows.getLast();
      System.out.printf(
          Locale.ROOT,
          "%-9s median %6.0f MB/s   slowest %6.0f MB/s (%s, %.2f s)%n",
          name,
          megabytes / median.seconds(),
          megabytes / worst.seconds(),
          worst.name(),
          worst.seconds());
      rows.reversed().stream()
          .filter(row -> megabytes / row.seconds() < 100)
          .forEach(
              row ->
                  System.out.printf(
                      Locale.ROOT,
                      "          below 100 MB/s: %s %.0f MB/s%n",
                      row.name(),
                      megabytes / row.seconds()));
    }
  }

  private static double seconds(String parser, String log) {
    // Some parsers choose by instance and version; these are ones that they know.
    LogContext context = new LogContext("immutable-js__immutable-js-2006", "10.0");
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      ParsedLog parsed = LogParsers.find(parser).orElseThrow().parse(log, context);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (parsed == null) {
        throw new IllegalStateException(parser + " gave nothing");
      }
      best = Math.min(best, seconds);
    }
    return best;
  }
}
