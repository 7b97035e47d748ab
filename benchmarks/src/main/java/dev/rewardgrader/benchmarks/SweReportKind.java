package dev.rewardgrader.benchmarks;

import dev.rewardgrader.grade.swe.report.GoTestReport;
import dev.rewardgrader.grade.swe.report.JestReport;
import dev.rewardgrader.grade.swe.report.MalformedReportException;
import dev.rewardgrader.grade.swe.report.ReportedTest;
import dev.rewardgrader.grade.swe.report.TapReport;
import dev.rewardgrader.grade.swe.report.XmlReport;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * A kind of structured report, and what reads it.
 *
 * @param text made as logs are
 */
record SweReportKind(SweLogKind text, Reader reader) {
  private static final int ROUNDS = 5;

  /** Reads the tests of a report. */
  @FunctionalInterface
  interface Reader {
    List<ReportedTest> read(String report) throws MalformedReportException;
  }

  /** Prints how fast each kind is read, by CPU time of one thread. */
  static void reportAll(int megabytes) throws MalformedReportException {
    System.out.printf(
        Locale.ROOT,
        "reports of %d MB, best of %d rounds, CPU time of one thread%n",
        megabytes,
        ROUNDS);
    for (SweReportKind kind : all()) {
      String report = kind.text.log(megabytes << 20);
      double best = Double.POSITIVE_INFINITY;
      int tests = 0;
      for (int i = 0; i < ROUNDS; i++) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        tests = kind.reader.read(report).size();
        long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        best = Math.min(best, (end - start) / 1e9);
      }
      System.out.printf(
          Locale.ROOT, "%-22s %6.0f MB/s  %8d tests%n", kind.text.name(), megabytes / best, tests);
    }
  }

  private static List<SweReportKind> all() {
    return List.of(
        xml(
            "Surefire",
            "<testsuite name=\"a.BTest\">",
            "  <testcase name=\"adds\u241f\" classname=\"a.BTest\" time=\"0.1\"/>\n",
            "</testsuite>"),
        xml(
            "Surefire, failures",
            "<testsuite name=\"a.BTest\">",
            "<testcase name=\"adds\u241f\" classname=\"a.BTest\"><failure message=\"1 &lt; 2\">"
                + "at a.B.c(B.java:12)&#10;at a.B.d(B.java:13)</failure>"
                + "<system-out><![CDATA[some lines\nof output\n]]></system-out></testcase>\n",
            "</testsuite>"),
        xml(
            "pytest",
            "<testsuites><testsuite name=\"pytest\">",
            "<testcase classname=\"tests.test_a\" name=\"test_b[\u241f-x]\" time=\"0.001\" />",
            "</testsuite></testsuites>"),
        xml(
            "googletest",
            "<testsuites>",
            "<testsuite name=\"A\u241f\"><testcase name=\"b\" status=\"run\" result=\"completed\" "
                + "time=\"0.\" classname=\"A\u241f\" /></testsuite>\n",
            "</testsuites>"),
        xml(
            "CTest",
            "<Site><Testing>",
            "<Test Status=\"passed\"><Name>a\u241f</Name><Path>.</Path><Results>"
                + "<NamedMeasurement type=\"numeric/double\" name=\"Execution Time\">"
                + "<Value>0.01</Value></NamedMeasurement></Results></Test>\n",
            "</Testing></Site>"),
        xml("nested suites", "<a>", "<testsuite name=\"b\"><p></p></testsuite>", "</a>"),
        xml("attributes", "<a>", "<testcase name=\"" + "&amp;x".repeat(500) + "\u241f\"/>", "</a>"),
        kind(
            "go test -json",
            "{\"Time\":\"2026-01-01T00:00:00Z\",\"Action\":\"run\",\"Package\":\"a/b\","
                + "\"Test\":\"TestC\u241f\"}\n"
                + "{\"Time\":\"2026-01-01T00:00:00Z\",\"Action\":\"output\",\"Package\":\"a/b\","
                + "\"Test\":\"TestC\u241f\",\"Output\":\"=== RUN   TestC\\n\"}\n"
                + "{\"Time\":\"2026-01-01T00:00:00Z\",\"Action\":\"pass\",\"Package\":\"a/b\","
                + "\"Test\":\"TestC\u241f\",\"Elapsed\":0.1}\n",
            GoTestReport::read),
        kind(
            "TAP",
            "ok \u241f - adds one \u241f\n  ---\n  duration_ms: 0.1\n  ...\nnot ok 2 - b # TODO c\n",
            TapReport::read),
        new SweReportKind(
            new SweLogKind(
                "Jest",
                "{\"testResults\":[{\"name\":\"a.js\",\"assertionResults\":[",
                "{\"title\":\"adds \u241f\",\"status\":\"passed\",\"ancestorTitles\":[\"b\"]},\n",
                "{\"title\":\"z\",\"status\":\"passed\"}]}]}"),
            JestReport::read));
  }

  private static SweReportKind xml(String name, String head, String body, String tail) {
    return new SweReportKind(new SweLogKind(name, head, body, tail), XmlReport::read);
  }

  private static SweReportKind kind(String name, String body, Reader reader) {
    return new SweReportKind(new SweLogKind(name, "", body, ""), reader);
  }
}
