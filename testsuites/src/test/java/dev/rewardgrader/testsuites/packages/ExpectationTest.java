package dev.rewardgrader.testsuites.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {

  @Test
  void readsSeveralResultsOfATag() {
    Expectation expected =
        Expectation.of(
            "mixed", List.of("// @EXPECTED_RESULTS@: WRONG-ANSWER, TIMELIMIT\nint main() {}\n"));

    assertThat(expected.verdicts())
        .containsExactlyInAnyOrder(Verdict.WRONG_ANSWER, Verdict.TIME_LIMIT_EXCEEDED);
    assertThat(expected.isKeptBy(Verdict.ACCEPTED)).isFalse();
  }

  @Test
  void holdsAScoreToItsTag() {
    Expectation expected =
        Expectation.of("partially_accepted", List.of("# @EXPECTED_SCORE@: 37.5 \n"));

    assertThat(expected.isKeptBy(37.5)).isTrue();
    assertThat(expected.isKeptBy(37)).isFalse();
    assertThat(expected.isKeptBy(Double.NaN)).isFalse();
    assertThat(Expectation.of("rejected", List.of("# @EXPECTED_SCORE@: 0")).isKeptBy(Double.NaN))
        .isTrue();
  }

  @Test
  void promisesNoScoreWithoutATag() {
    assertThat(Expectation.of("accepted", List.of("")).isKeptBy(12.0)).isTrue();
  }
}
