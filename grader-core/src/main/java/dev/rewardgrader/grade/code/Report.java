package dev.rewardgrader.grade.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.CodeTask;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The checked tests of a submission, and the grade that they make. */
record Report(List<TestRuns.Checked> checked) {
  Report {
    checked = List.copyOf(checked);
  }

  /** What the first test that failed came to; accepted when none did. */
  Outcome outcome() {
    return checked.stream()
        .map(TestRuns.Checked::outcome)
        .filter(outcome -> !outcome.accepted())
        .findFirst()
        .orElse(Outcome.ACCEPTED);
  }

  /** The grade by the first test that failed; accepted when none did and all were run. */
  Grade.Builder grade(int total, double totalPoints, Compiler.Compilation compilation) {
    TestRuns.Checked failure =
        checked.stream().filter(c -> !c.outcome().accepted()).findFirst().orElse(null);
    Verdict verdict = failure == null ? Verdict.ACCEPTED : failure.outcome().verdict();
    if (failure == null && checked.size() < total) {
      throw new IllegalStateException(checked.size() + " results for " + total + " tests");
    }
    Grade.Builder grade = Grade.of(verdict);
    if (failure != null) {
      grade.reason(
          failure.outcome().code(),
          "test " + failure.result().id() + ": " + failure.outcome().message());
    }
    Duration run =
        checked.stream()
            .map(c -> c.result().wallTime())
            .filter(Objects::nonNull)
            .reduce(Duration.ZERO, Duration::plus);
    List<TestResult> results = checked.stream().map(TestRuns.Checked::result).toList();
    return grade
        .tests(new TestReport(total, totalPoints, results))
        .compileTime(compilation.time())
        .runTime(run);
  }

  /** The grade of a submission that there is no program of. */
  static Grade.Builder notRun(Compiler.Compilation compilation, int total, double totalPoints) {
    Outcome failure = compilation.failure();
    return Grade.of(failure.verdict())
        .reason(failure.code(), failure.message())
        .tests(new TestReport(total, totalPoints, List.of()))
        .compileTime(compilation.time());
  }

  static double points(List<CodeTask.StdioTest> tests) {
    return tests.stream().mapToDouble(CodeTask.StdioTest::points).sum();
  }

  static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }
}
