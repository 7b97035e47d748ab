package dev.rewardgrader.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A kind of made-up log: one text over and over, which is what test runners write, or what is hard
 * on a parser.
 *
 * @param head stands once at the beginning: what a parser waits for before it looks at anything
 * @param body is repeated; each {@link #COUNTER} in it becomes the number of the repetition
 * @param tail stands once at the end
 */
record SweLogKind(String name, String head, String body, String tail) {
  private static final char COUNTER = '\u241f';

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

  /** A result of every runner that prints one on a line. */
  private static final String NEW_NAMES =
      """
      PASSED tests/test_a.py::test_\u241f
      [       OK ] Suite.Name\u241f (3 ms)
      ok 17 - subtracts \u241f
      --- PASS: Test\u241f (0.01s)
      test a::b\u241f ... ok
      A > b\u241f PASSED
       \u2714 adds \u241f
      """;

  /** A log of about so many bytes. */
  String log(int bytes) {
    int size = body.getBytes(StandardCharsets.UTF_8).length;
    int times = Math.max(1, bytes / size);
    if (body.indexOf(COUNTER) < 0) {
      return head + body.repeat(times) + tail;
    }
    StringBuilder log = new StringBuilder(head);
    for (int i = 0; log.length() < bytes; i++) {
      log.append(body.replace(String.valueOf(COUNTER), Integer.toString(i)));
    }
    return log.append(tail).toString();
  }

  static List<SweLogKind> all() {
    List<SweLogKind> kinds = new ArrayList<>();
    characters(kinds);
    runners(kinds);
    return kinds;
  }

  private static SweLogKind of(String name, String body) {
    return new SweLogKind(name, "", body, "");
  }

  /** Logs that no runner writes. */
  private static void characters(List<SweLogKind> kinds) {
    kinds.add(of("usual", USUAL));
    kinds.add(of("usual, colours", USUAL.replaceAll("(?m)^(.{5})", "\u001b[32m$1\u001b[0m")));
    kinds.add(of("usual, one line", USUAL.replace('\n', ' ')));
    kinds.add(of("usual, wide", USUAL.replace(" a ", " \u6e2c\u8a66 \ud83d\ude00 ")));
    kinds.add(of("near misses", NEAR_MISSES));
    kinds.add(of("near, one line", NEAR_MISSES.replace('\n', ' ')));
    kinds.add(of("near, wide", NEAR_MISSES.replace("a", "\u6e2c")));
    kinds.add(of("blank lines", "\n"));
    kinds.add(of("carriage returns", "\r"));
    kinds.add(of("spaces", " "));
    kinds.add(of("spaced lines", "   \n"));
    kinds.add(of("wide spaces", "\u3000\n"));
    kinds.add(of("letters", "a"));
    kinds.add(of("digits", "7"));
    kinds.add(of("numbers", "1 2\n"));
    kinds.add(of("wide letters", "\u6e2c"));
    kinds.add(of("wide digits", "\u0663"));
    kinds.add(of("escapes", "\u001b"));
    kinds.add(of("colours", "\u001b[1m"));
    kinds.add(of("open colours", "\u001b[1;1;1;"));
    kinds.add(of("parens", "a 1 ("));
    kinds.add(of("closed parens", " 1)"));
    kinds.add(of("durations", " (1"));
    kinds.add(of("milliseconds", "(1ms)"));
    kinds.add(of("brackets", "[ OK "));
    kinds.add(of("dots", "a ... "));
    kinds.add(of("tags", "<a>"));
    kinds.add(of("open and closed", "<a></b>"));
    kinds.add(of("colons", ": "));
    kinds.add(of("quotes", "\"fullTitle\": \""));
    kinds.add(of("selected tests", "-Dtest= "));
    kinds.add(of("browsers", "Chrome 1.0 (Linux x86_64) "));
    kinds.add(of("browser versions", "HeadlessChrome 1.1\n(Linux\n"));
    kinds.add(of("errors", "\n 1) a Error"));
    kinds.add(of("temporary", "[smoke] /tmp/a/tmp/"));
    kinds.add(of("passing", "1 passing "));
    kinds.add(of("running", "running 1 test files "));
    kinds.add(of("indents", " a\n  b\n   \u2714 c\n"));
    kinds.add(of("marks", "\u2714 a\n"));
    kinds.add(of("marks, open", "  \u2717 "));
    kinds.add(of("zeros", "\0"));
    kinds.add(of("only dots", "."));
    kinds.add(of("tabs", "\t"));
    kinds.add(of("pairs", "\ud83d\ude00"));
    kinds.add(of("beginnings", HALF_RESULTS.replace("\n", " ")));
    kinds.add(of("beginnings, lines", HALF_RESULTS));
    kinds.add(of("beginnings, spaced", HALF_RESULTS.replace("\n", "\n   \n\t")));
    kinds.add(of("all brackets", "([{<)]}>"));
    kinds.add(of("openings", "([{<"));
    kinds.add(of("double dashes", "--- "));
    kinds.add(of("hashes", "a#b#"));
    kinds.add(of("arrows", "a > "));
    kinds.add(of("joined colons", "::a"));
    kinds.add(of("ends", " PASSED FAILED ok E F\n"));
  }

  /** Results of one runner and nothing else, of few names or of ever new ones. */
  private static void runners(List<SweLogKind> kinds) {
    kinds.add(of("new names", NEW_NAMES));
    kinds.add(of("odd statuses", "PASSEDx a\nFAILED: b\nERRORS c\n"));
    kinds.add(of("many statuses", "PASSED\u241f a\u241f\nFAILED\u241f a\u241f\n"));
    kinds.add(of("conflicts", "PASSED a\nFAILED a\nSKIPPED a\n"));
    kinds.add(of("files", "PASS src/a.js (5.1 s)\nFAIL src/b.js (12ms)\nPASS c.js\n"));
    kinds.add(of("durations, none", "PASS a (1.1 s (2.2ms (3 s (4 ms) s)\n"));
    kinds.add(new SweLogKind("xvfb", " xvfb-run a\n", "  a\n    b\n      \u2713 c\n", ""));
    kinds.add(new SweLogKind("xvfb, marks", " xvfb-run a\n", "  \u2717 a \u2713 b \u2717 c\n", ""));
    kinds.add(
        new SweLogKind(
            "jest tree", " ./node_modules/.bin/jest a\n", "  a\n    \u2713 b (1ms)\n", ""));
    kinds.add(
        new SweLogKind(
            "jest, deeper", " ./node_modules/.bin/jest a\n", " a\n  b\n   c\n    d\n", ""));
    kinds.add(
        new SweLogKind(
            "browser tree", "Starting browser\n", "  a\n    \u2714 b\n    \u2716 c\n", ""));
    kinds.add(
        new SweLogKind(
            "mocha tree", "running 1 test files\n", "  a\n    \u2714 b (3ms)\n    1) c\n", ""));
    kinds.add(of("smoke", "[smoke] a.qmd ... 32mok\n[unit] b ... 31mFAILED\n"));
    kinds.add(of("smoke, new", "[smoke] /tmp/a\u241f/ ... 32mok\n"));
    kinds.add(of("p5", "  1) a\n       b\n         c:\n"));
    kinds.add(of("p5, open", "  1) a\n"));
    kinds.add(of("tags, nested", "<a><a></a>"));
    kinds.add(of("tags, many", "<a\u241f>x</a\u241f>"));
    kinds.add(
        new SweLogKind(
            "doctest",
            "<doctest>",
            "<TestCase name=\"a\"><SubCase name=\"b\">"
                + "<Expression success=\"true\"/></SubCase></TestCase>\n",
            "</doctest>"));
    kinds.add(new SweLogKind("doctest, text", "<doctest>", "a &amp; b\n", "</doctest>"));
    kinds.add(
        new SweLogKind(
            "mocha JSON",
            "./node_modules/.bin/mocha tests/run.js --reporter json\n{\"failures\":[],\"passes\":[",
            "{\"fullTitle\":\"a b c\",\"duration\":1},\n",
            "{\"fullTitle\":\"z\"}]}"));
    kinds.add(
        of(
            "mocha JSON runs",
            """
            ./node_modules/.bin/mocha tests/run.js --reporter json
            {"failures":[],"passes":[]}
            """));
    kinds.add(of("testdox", "Sum (A)\n \u2714 Adds up\n \u2718 Adds\n"));
    kinds.add(of("testdox, open", "Sum (A) (B (C (D\n"));
    kinds.add(of("pending", "a.B > c\n"));
    kinds.add(of("selected, pending", "+ mvn -Dtest=A#b\u241f -q\n"));
    kinds.add(of("Django", "test_a (m.C) ... ok\ntest_b (m.C) ... noise\nok\n"));
    kinds.add(of("Django, cut", "a ... Testing against Django installed in x\n"));
    kinds.add(of("headers", "___ a/b.py:test_c ___\ntest_d ok\n"));
    kinds.add(of("failures", "  1) a\n  b\n  Error: x\n"));
  }
}
