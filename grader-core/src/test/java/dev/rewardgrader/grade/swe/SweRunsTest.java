package dev.rewardgrader.grade.swe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.swe.gate.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweRunsTest {
  private static SweResult result(Outcome outcome, List<String> success, List<String> failure) {
    TestLists tests =
        new TestLists(
            new TestLists.Outcome(success, failure), new TestLists.Outcome(List.of(), List.of()));
    return new SweResult(
        SweMode.STRICT,
        outcome,
        null,
        tests,
        new SweResult.Why("tests-failed", "x"),
        "",
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        Duration.ZERO);
  }

  @Test
  void theFirstRunCountsAndTheOthersTellOfFlakiness() {
    SweRuns runs =
        new SweRuns(
            List.of(
                result(Outcome.TESTS_FAILED, List.of("a"), List.of("b")),
                result(Outcome.TESTS_PASSED, List.of("a", "b"), List.of())));

    Grade grade = SweGrader.grade(runs, new Candidate("x", "diff", "whole-text"));

    assertThat(grade.verdict()).isNotEqualTo(Verdict.ACCEPTED);
    assertThat(grade.flags()).contains("suspect:flaky");
    assertThat(runs.flaky()).containsOnlyKeys("b").containsEntry("b", 1);
  }

  @Test
  void equalRunsAreNotFlaky() {
    SweResult one = result(Outcome.TESTS_FAILED, List.of("a"), List.of("b"));

    assertThat(new SweRuns(List.of(one, one)).flaky()).isEmpty();
    assertThat(new SweRuns(List.of(one, one)).agree()).isTrue();
  }
}
