package dev.rewardgrader.grade.swe.report;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * The text that PHPUnit's {@code --testdox-text} writes: {@code Suite (Class)}, then {@code [x]
 * name} for a test that passed and {@code [ ] name} for any other.
 */
final class TestdoxReport {
  private TestdoxReport() {}

  /** Reads a report; the names are those that PHPUnit prints, behind their suite. */
  static List<ReportedTest> read(String text) {
    List<ReportedTest> tests = new ArrayList<>();
    String suite = "None";
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (line.startsWith(" [") && line.startsWith("] ", 3)) {
        TestStatus status = line.charAt(2) == 'x' ? TestStatus.PASSED : TestStatus.FAILED;
        tests.add(new ReportedTest("", suite + " > " + line.substring(5), status, false));
      } else if (!line.isBlank()) {
        int open = line.lastIndexOf(" (");
        suite = open > 0 && line.endsWith(")") ? line.substring(0, open) : "None";
      }
    }
    return tests;
  }
}
