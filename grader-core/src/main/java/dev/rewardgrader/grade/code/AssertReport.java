package dev.rewardgrader.grade.code;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.sandbox.ExecutionResult;
import java.util.ArrayList;
import java.util.List;

/** The grade that a report of assertions makes: each assertion that ran is a test. */
final class AssertReport {
  private AssertReport() {}

  /**
   * @param report {@code tests}: number and whether it held, of each assertion that ran; {@code
   *     total}: how many there are
   */
  static Grade.Builder grade(JsonNode report, Outcome outcome, ExecutionResult run) {
    List<TestResult> results = new ArrayList<>();
    for (JsonNode test : report.path("tests")) {
      boolean held = test.path(1).asBoolean();
      results.add(result(test.path(0).asText(), held ? Outcome.ACCEPTED : failure(outcome), run));
    }
    int total = Math.max(results.size(), report.path("total").asInt(1));
    if (outcome.accepted()) {
      total = Math.max(1, results.size());
    }
    boolean told = results.stream().anyMatch(r -> !r.passed());
    if (!outcome.accepted() && !told) {
      results.add(result(Integer.toString(results.size() + 1), outcome, run));
      total = Math.max(total, results.size());
    }
    Grade.Builder grade =
        Grade.of(outcome.verdict())
            .tests(new TestReport(total, total, results))
            .runTime(run.wallTime());
    if (!outcome.accepted()) {
      grade.reason(outcome.code(), outcome.message());
    }
    return grade;
  }

  private static Outcome failure(Outcome outcome) {
    return outcome.accepted()
        ? new Outcome(Verdict.WRONG_ANSWER, "assert", "an assertion failed")
        : outcome;
  }

  private static TestResult result(String id, Outcome outcome, ExecutionResult run) {
    return new TestResult(
        id,
        null,
        1,
        outcome.verdict(),
        run.cpuTime(),
        run.wallTime(),
        run.peakMemoryBytes(),
        outcome.message());
  }
}
