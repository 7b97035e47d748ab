package dev.rewardgrader.grade.swe.report;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * A line for each test: a word that says what became of it, a blank, its name. Rust's {@code
 * --logfile} is one, and so is what our own hooks write.
 */
final class LinesReport {
  private LinesReport() {}

  /** Reads a report; lines with other words say nothing. */
  static List<ReportedTest> read(String text) {
    List<ReportedTest> tests = new ArrayList<>();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      int blank = line.indexOf(' ');
      TestStatus status = blank < 0 ? null : status(line.substring(0, blank));
      if (status != null) {
        // A failure may have a message between its word and the name, which has no blank in it.
        boolean message = line.charAt(blank - 1) == ':';
        int name = message ? line.lastIndexOf(' ') : blank;
        tests.add(new ReportedTest("", line.substring(name + 1), status, false));
      }
    }
    return tests;
  }

  private static TestStatus status(String word) {
    return switch (word) {
      case "ok" -> TestStatus.PASSED;
      case "failed", "failed:" -> TestStatus.FAILED;
      case "ignored", "ignored:" -> TestStatus.SKIPPED;
      default -> null;
    };
  }
}
