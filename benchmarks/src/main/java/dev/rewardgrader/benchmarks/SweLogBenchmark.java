package dev.rewardgrader.benchmarks;

import dev.rewardgrader.grade.swe.logs.LogContext;
import dev.rewardgrader.grade.swe.logs.LogParsers;
import dev.rewardgrader.grade.swe.logs.ParsedLog;
import dev.rewardgrader.grade.swe.report.MalformedReportException;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Every log parser over logs of one size, in one thread, by CPU time: a log as test runners write
 * it, and logs that are hard on parsers (one line without an end, nothing but blank lines, lines
 * that are nearly results, brackets without a partner, wide characters, colours).
 *
 * <pre>scripts/benchmark swelog [MEGABYTES|growth] [LOG|all] [PARSER,…]
 * scripts/benchmark swelog reports [MEGABYTES]</pre>
 */
public final class SweLogBenchmark {
  private static final int ROUNDS = 3;
  private static final double REQUIRED = 100;
  private static final int SMALL = 512 << 10;
  private static final int LARGE = 8 * SMALL;

  /** Of the time, for each time that the log is longer. */
  private static final double MOST_GROWTH = 3;

  private SweLogBenchmark() {}

  /** A parser with its MB/s, or with how often it takes the time of a smaller log. */
  private record Row(String parser, double value) {}

  public static void main(String[] args) throws MalformedReportException {
    if (args.length > 0 && args[0].equals("reports")) {
      SweReportKind.reportAll(args.length > 1 ? Integer.parseInt(args[1]) : 8);
      return;
    }
    boolean growth = args.length > 0 && args[0].equals("growth");
    int megabytes = args.length > 0 && !growth ? Integer.parseInt(args[0]) : 50;
    String only = args.length > 1 ? args[1] : "all";
    List<String> parsers =
        args.length > 2 ? List.of(args[2].split(",", -1)) : List.copyOf(LogParsers.names());
    if (growth) {
      System.out.printf(
          Locale.ROOT,
          "%d parsers, logs of %d and %d KB, CPU time of one thread%n",
          parsers.size(),
          SMALL >> 10,
          LARGE >> 10);
    } else {
      System.out.printf(
          Locale.ROOT,
          "%d parsers, logs of %d MB, best of %d rounds, CPU time of one thread%n",
          parsers.size(),
          megabytes,
          ROUNDS);
    }
    for (SweLogKind kind : SweLogKind.all()) {
      if (only.equals("all") || kind.name().equals(only)) {
        if (growth) {
          growth(kind, parsers);
        } else {
          report(kind, megabytes, parsers);
        }
      }
    }
  }

  /** How the time grows with the log: it must not do so faster than the log does. */
  private static void growth(SweLogKind kind, List<String> parsers) {
    String small = kind.log(SMALL);
    String large = kind.log(LARGE);
    Row worst =
        parsers.stream()
            .map(parser -> new Row(parser, seconds(parser, large) / seconds(parser, small)))
            .max(Comparator.comparingDouble(Row::value))
            .orElseThrow();
    // Caches and the collection of garbage make a longer log somewhat slower; a parser that goes
    // over the log once for each of its lines takes LARGE / SMALL times as long again.
    boolean fits = worst.value() < MOST_GROWTH * LARGE / SMALL;
    System.out.printf(
        Locale.ROOT,
        "%-18s %d times the log: at most %5.1f times the time (%s)%s%n",
        kind.name(),
        LARGE / SMALL,
        worst.value(),
        worst.parser(),
        fits ? "" : "   grows too fast");
  }

  private static void report(SweLogKind kind, int megabytes, List<String> parsers) {
    String log = kind.log(megabytes << 20);
    List<Row> rows =
        parsers.stream()
            .map(parser -> new Row(parser, megabytes / seconds(parser, log)))
            .sorted(Comparator.comparingDouble(Row::value))
            .toList();
    System.out.printf(
        Locale.ROOT,
        "%-18s median %6.0f MB/s   slowest %6.0f MB/s (%s)%n",
        kind.name(),
        rows.get(rows.size() / 2).value(),
        rows.getFirst().value(),
        rows.getFirst().parser());
    rows.stream()
        .filter(row -> row.value() < REQUIRED)
        .forEach(
            row ->
                System.out.printf(
                    Locale.ROOT,
                    "    below %.0f MB/s: %s %.0f MB/s%n",
                    REQUIRED,
                    row.parser(),
                    row.value()));
  }

  private static double seconds(String parser, String log) {
    // Some parsers choose by instance and version; these are ones that they know.
    LogContext context = new LogContext("immutable-js__immutable-js-2006", "10.0");
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ROUNDS; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      ParsedLog parsed = LogParsers.find(parser).orElseThrow().parse(log, context);
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      if (parsed == null) {
        throw new IllegalStateException(parser + " gave nothing");
      }
      best = Math.min(best, (end - start) / 1e9);
    }
    return best;
  }
}
