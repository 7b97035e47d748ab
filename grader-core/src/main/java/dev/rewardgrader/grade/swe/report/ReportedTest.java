package dev.rewardgrader.grade.swe.report;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.Objects;

/**
 * One test of a structured report.
 *
 * @param suite the class, package or suite it belongs to; empty where there is none
 * @param status where a test was rerun, its last status
 * @param flaky whether the runner saw it fail and then pass
 */
public record ReportedTest(String suite, String name, TestStatus status, boolean flaky) {
  public ReportedTest {
    Objects.requireNonNull(suite, "suite");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
  }
}
