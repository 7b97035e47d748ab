package dev.rewardgrader.benchmarks;

import dev.rewardgrader.grade.swe.logs.LogContext;
import dev.rewardgrader.grade.swe.logs.LogParsers;
import dev.rewardgrader.grade.swe.logs.ParsedLog;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every log parser over logs of one size, in one thread, by CPU time: a log as test runners write
 * it, and logs that are hard on parsers (one line without an end, nothing but blank lines, lines
 * that are nearly results, brackets without a partner, wide characters, colours).
 *
 * <pre>scripts/benchmark swelog [MEGABYTES] [LOG]</pre>
 */
public final class SweLogBenchmark {
  private static final int ROUNDS = 3;
  private static final double REQUIRED = 100;
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

  /** Lines that a parser has to look at to their end before it can say no. */
  private static final String NEAR_MISSES =
      """
      PASSE tests/a.py::b
      FAILED
      test_a (m.C) ... o
      --- PASS: TestThing 0.01s)
      --- PASS: (
      [      OK ]
      ok 17subtracts
      not ok
      test a::b ... okay
      Class > method PASSE
      +mvn -Dtest= -q
      BUILD SUCCES
      test: a: (0.1
      A#test_b. 0.01 s =
        12a) name
      HeadlessChrome 1.0 (Linux 0.0) name FAILE
      Chrome 1.0 (Linux) name FAILE
      [smok] /tmp/a.qmd ... 32mok
      [ok]:
      PASSa/b.js (5.1 s
      """;

  /** What results begin with, and no more of them. */
  private static final String HALF_RESULTS =
      """
      PASSED
      PASSED a::
      --- PASS
      --- FAIL: T (
      [       OK
      [  FAILED  ] A.b (
      ok
      not ok 1
      ... ok
      a ... ok b
      ___ a.py:b
      test_a ok x
      Tests run:
      BUILD
      A > b
      Suite (Class
      \u2714
      \u2713 a (1
      (a.rb:1:in `b'
      {"fullTitle":
      "state":
      <testcase name="
      Testing against Django installed in ... 0 silenced).
      Internal Server Error: /
      Chrome 1.0 (Linux
        1) a
      case a: mismatc
      """;

  private SweLogBenchmark() {}

  private record Row(String parser, double rate) {}

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("usual", USUAL);
    texts.put("usual, colours", USUAL.replaceAll("(?m)^(.{5})", "\u001b[32m$1\u001b[0m"));
    texts.put("usual, one line", USUAL.replace('\n', ' '));
    texts.put("usual, wide", USUAL.replace(" a ", " \u6e2c\u8a66 \ud83d\ude00 "));
    texts.put("near misses", NEAR_MISSES);
    texts.put("near, one line", NEAR_MISSES.replace('\n', ' '));
    texts.put("near, wide", NEAR_MISSES.replace("a", "\u6e2c"));
    texts.put("blank lines", "\n");
    texts.put("carriage returns", "\r");
    texts.put("spaces", " ");
    texts.put("spaced lines", "   \n");
    texts.put("wide spaces", "\u3000\n");
    texts.put("letters", "a");
    texts.put("digits", "7");
    texts.put("numbers", "1 2\n");
    texts.put("wide letters", "\u6e2c");
    texts.put("wide digits", "\u0663");
    texts.put("escapes", "\u001b");
    texts.put("colours", "\u001b[1m");
    texts.put("open colours", "\u001b[1;1;1;");
    texts.put("parens", "a 1 (");
    texts.put("closed parens", " 1)");
    texts.put("durations", " (1");
    texts.put("milliseconds", "(1ms)");
    texts.put("brackets", "[ OK ");
    texts.put("dots", "a ... ");
    texts.put("tags", "<a>");
    texts.put("open and closed", "<a></b>");
    texts.put("colons", ": ");
    texts.put("quotes", "\"fullTitle\": \"");
    texts.put("selected tests", "-Dtest= ");
    texts.put("browsers", "Chrome 1.0 (Linux x86_64) ");
    texts.put("browser versions", "HeadlessChrome 1.1\n(Linux\n");
    texts.put("errors", "\n 1) a Error");
    texts.put("temporary", "[smoke] /tmp/a/tmp/");
    texts.put("passing", "1 passing ");
    texts.put("running", "running 1 test files ");
    texts.put("indents", " a\n  b\n   \u2714 c\n");
    texts.put("marks", "\u2714 a\n");
    texts.put("marks, open", "  \u2717 ");
    texts.put("zeros", "\0");
    texts.put("only dots", ".");
    texts.put("tabs", "\t");
    texts.put("pairs", "\ud83d\ude00");
    texts.put("beginnings", HALF_RESULTS.replace("\n", " "));
    texts.put("beginnings, lines", HALF_RESULTS);
    texts.put("beginnings, spaced", HALF_RESULTS.replace("\n", "\n   \n\t"));
    texts.put("all brackets", "([{<)]}>");
    texts.put("openings", "([{<");
    texts.put("double dashes", "--- ");
    texts.put("hashes", "a#b#");
    texts.put("arrows", "a > ");
    texts.put("joined colons", "::a");
    texts.put("ends", " PASSED FAILED ok E F\n");
    return texts;
  }

  public static void main(String[] args) {
    int megabytes = args.length > 0 ? Integer.parseInt(args[0]) : 50;
    System.out.printf(
        Locale.ROOT,
        "%d parsers, logs of %d MB, best of %d rounds, CPU time of one thread%n",
        LogParsers.names().size(),
        megabytes,
        ROUNDS);
    texts()
        .forEach(
            (name, text) -> {
              if (args.length < 2 || name.equals(args[1])) {
                report(name, text, megabytes);
              }
            });
  }

  private static void report(String name, String text, int megabytes) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    String log = text.repeat((megabytes << 20) / bytes);
    List<Row> rows =
        LogParsers.names().stream()
            .map(parser -> new Row(parser, megabytes / seconds(parser, log)))
            .sorted(Comparator.comparingDouble(Row::rate))
            .toList();
    System.out.printf(
        Locale.ROOT,
        "%-16s median %6.0f MB/s   slowest %6.0f MB/s (%s)%n",
        name,
        rows.get(rows.size() / 2).rate(),
        rows.getFirst().rate(),
        rows.getFirst().parser());
    rows.stream()
        .filter(row -> row.rate() < REQUIRED)
        .forEach(
            row ->
                System.out.printf(
                    Locale.ROOT,
                    "    below %.0f MB/s: %s %.0f MB/s%n",
                    REQUIRED,
                    row.parser(),
                    row.rate()));
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
