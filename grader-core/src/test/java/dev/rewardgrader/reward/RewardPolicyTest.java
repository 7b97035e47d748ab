package dev.rewardgrader.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.MathTask;
import dev.rewardgrader.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewardPolicyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          binary                              | 0
          fraction                            | 0.6
          weighted                            | 0.5
          format                              | 1
          compile                             | 1
          0.9*fraction+0.1*format             | 0.64
          0.5 * (fraction + format) - 0.1     | 0.7
          rescale(fraction, -1, 1)            | 0.2
          clip(10*fraction, 0, 5)             | 5
          gate(0.5, fraction, format)         | 1.6
          gate(0.7, fraction, format)         | 0.6
          quality                             | 0.25
          """)
  void computes(String policy, double expected) throws Exception {
    Reward reward = RewardPolicy.parse(policy).reward(sixOfTen(), rollout(Map.of()));

    assertThat(reward.value()).isEqualTo(expected, within(1e-12));
  }

  @Test
  void recordsEveryNamedPart() throws Exception {
    Reward reward =
        RewardPolicy.parse("gate(0.7,fraction,format)").reward(sixOfTen(), rollout(Map.of()));

    assertThat(reward.components())
        .containsEntry("fraction", 0.6)
        .containsEntry("format", 1.0)
        .containsEntry("gate_open", 0.0);
  }

  @Test
  void givesNoRewardWhereTheGradeIsUndecided() throws Exception {
    Grade undecided = Grade.of(Verdict.UNDECIDED).build();

    assertThat(RewardPolicy.parse("binary").reward(undecided, rollout(Map.of())).value()).isNull();
    assertThat(
            RewardPolicy.parse("decided(binary, 0.5)").reward(undecided, rollout(Map.of())).value())
        .isEqualTo(0.5);
  }

  @Test
  void givesNothingForTestsThatACheatPassed() throws Exception {
    Grade cheat = Grade.of(Verdict.REJECTED).tests(sixOfTen().tests()).build();

    assertThat(RewardPolicy.parse("fraction").reward(cheat, rollout(Map.of())).value()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"100,0", "800,0", "900,-0.5", "1000,-1", "5000,-1"})
  void punishesOverlongAnswersAsDapoDoes(int tokens, double expected) throws Exception {
    Reward reward =
        RewardPolicy.parse("overlong(1000, 200)")
            .reward(sixOfTen(), rollout(Map.of("completion_tokens", IntNode.valueOf(tokens))));

    assertThat(reward.value()).isEqualTo(expected, within(1e-12));
  }

  @Test
  void needsEveryTestUnlessOnlyAllOfThemCount() throws Exception {
    assertThat(RewardPolicy.parse("0.9*binary+0.1*format").needsEveryTest()).isFalse();
    assertThat(RewardPolicy.parse("0.9*binary+0.1*fraction").needsEveryTest()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "binary+",
        "1..2*binary",
        "gate(1,2)",
        "nofunction(1)",
        "(binary",
        "binary)",
        "2 3",
        "overlong(0,1)",
        "overlong(binary,1)",
        "1e",
        "NaN(",
        "0x10",
        "é"
      })
  void refusesWhatIsNoPolicyWithThePlace(String text) {
    assertThatThrownBy(() -> RewardPolicy.parse(text).reward(sixOfTen(), rollout(Map.of())))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("policy: ");
  }

  @Test
  void namesTheScoresThatAGradeHas() {
    assertThatThrownBy(() -> RewardPolicy.parse("fractoin").reward(sixOfTen(), rollout(Map.of())))
        .hasMessageContaining("quality")
        .hasMessageContaining("did you mean 'fraction'?");
  }

  @Property(tries = 1000)
  void anyTextIsAPolicyOrAnInputException(@ForAll String text) {
    try {
      assertThat(RewardPolicy.parse(text).text()).isEqualTo(text);
    } catch (InputException e) {
      assertThat(e.getMessage()).startsWith("policy: ");
    }
  }

  /** Six of ten tests pass; the four that fail carry half of the points. */
  private static Grade sixOfTen() {
    List<TestResult> results = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      boolean passed = i < 6;
      results.add(
          new TestResult(
              "" + i,
              null,
              passed ? 2 : 3,
              passed ? Verdict.ACCEPTED : Verdict.WRONG_ANSWER,
              null,
              null,
              0,
              null));
    }
    return Grade.of(Verdict.WRONG_ANSWER)
        .candidate(new Candidate("x", null, "whole-text"))
        .tests(new TestReport(10, 24, results))
        .score("quality", 0.25)
        .build();
  }

  private static Rollout rollout(Map<String, JsonNode> meta) {
    return new Rollout(
        "r", null, new MathTask(null, null, List.of("1"), null), new Completion(""), meta);
  }
}
