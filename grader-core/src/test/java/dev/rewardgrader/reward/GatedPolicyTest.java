package dev.rewardgrader.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.MathTask;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.SweTask;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatedPolicyTest {
  private static final String TURNS =
      """
      {"tools": {"shell": {"required": ["command"]}}, "submitted": true, "turns": [
        {"action": {"tool": "shell", "arguments": {"command": "ls"}}, "files": ["src/a.py"]},
        {"action": null}]}
      """;

  private static Grade grade(Outcome outcome, double f2p) {
    return Grade.of(outcome.resolved() ? Verdict.ACCEPTED : Verdict.WRONG_ANSWER)
        .score("f2p", f2p)
        .detail("outcome", TextNode.valueOf(outcome.word()))
        .build();
  }

  private static Rollout rollout(String options, String trajectory) throws InputException {
    JsonNode instance = Json.parse("{\"patch\": \"--- a/src/a.py\\n+++ b/src/a.py\\n\"}");
    Map<String, JsonNode> meta =
        trajectory == null ? Map.of() : Map.of("trajectory", Json.parse(trajectory));
    return new Rollout(
        "r",
        null,
        new SweTask("t", null, instance, null, options == null ? null : Json.parse(options)),
        new Completion("x"),
        meta);
  }

  private static Reward reward(String policy, Outcome outcome, String options, String trajectory)
      throws InputException {
    return RewardPolicy.parse(policy).reward(grade(outcome, 0.5), rollout(options, trajectory));
  }

  @Test
  void turnsCountOnlyBehindAnOpenGate() throws InputException {
    // Turn 1: format, known tool, valid arguments, gold file. Turn 2: nothing.
    assertThat(reward("gra", Outcome.TESTS_PASSED, null, TURNS).value())
        .isEqualTo(1.04, within(1e-9));
    assertThat(reward("gra", Outcome.TESTS_FAILED, null, TURNS).value())
        .isEqualTo(0.24, within(1e-9));
    assertThat(reward("gra", Outcome.EMPTY_PATCH, null, TURNS).value())
        .isEqualTo(0.05, within(1e-9));
    assertThat(reward("dra", Outcome.EMPTY_PATCH, null, TURNS).value())
        .isEqualTo(0.09, within(1e-9));
  }

  @Test
  void policiesMayBeWrittenAsTheirPapersWriteThem() throws InputException {
    assertThat(reward("g-ra", Outcome.EMPTY_PATCH, null, TURNS).value())
        .isEqualTo(reward("gra", Outcome.EMPTY_PATCH, null, TURNS).value());
    assertThat(reward("2 * d-ra", Outcome.EMPTY_PATCH, null, TURNS).value())
        .isEqualTo(0.18, within(1e-9));
  }

  @Test
  void theRecordHasAllThatIsNeededToComputeAnyVariant() throws InputException {
    Reward reward = reward("gra", Outcome.EMPTY_PATCH, null, TURNS);

    assertThat(reward.components().get("gated")).isEqualTo(0.05, within(1e-9));
    assertThat(reward.components().get("ungated")).isEqualTo(0.09, within(1e-9));
    JsonNode gate = reward.gate();
    assertThat(gate.path("outcome").asText()).isEqualTo("empty_patch");
    assertThat(gate.path("turns")).hasSize(2);
    assertThat(gate.path("turns").get(0).path("gold_file").asInt()).isEqualTo(1);
    assertThat(gate.path("trace").get(0).path("comparison").asText()).isEqualTo(">=");
    assertThat(gate.path("trace").get(1).path("open").asBoolean()).isFalse();
  }

  @Test
  void numbersAndComparisonAreConfiguration() throws InputException {
    String options =
        """
        {"gate": {"outcomes": {"empty_patch": 0.3}, "critics": {"format": 0.5},
                  "threshold": 0.3, "comparison": ">"}}
        """;

    assertThat(reward("gra", Outcome.EMPTY_PATCH, options, TURNS).value()).isEqualTo(0.3);
    assertThat(reward("gra", Outcome.EMPTY_PATCH, options.replace(">\"", ">=\""), TURNS).value())
        .isEqualTo(0.3 + 0.5 + 0.03, within(1e-9));
  }

  @Test
  void aChannelNeedsEveryHigherOneAtItsThreshold() throws InputException {
    String options =
        """
        {"gate": {"channels": [
          {"source": "outcome", "threshold": 0.2},
          {"source": "f2p", "weight": 0.4, "threshold": 0.3},
          {"source": "turns"}]}}
        """;

    Reward reward = reward("gra", Outcome.TESTS_FAILED, options, TURNS);

    // f2p is open and counts, but 0.4 * 0.5 is below its threshold, so that the turns are shut out.
    assertThat(reward.value()).isEqualTo(0.2 + 0.2, within(1e-9));
    assertThat(reward.components().get("ungated")).isEqualTo(0.44, within(1e-9));
  }

  @Test
  void whatWasNeverSubmittedHasNoOutcomeWhateverTheRepositoryHolds() throws InputException {
    Reward reward =
        reward(
            "gra",
            Outcome.TESTS_PASSED,
            null,
            TURNS.replace("\"submitted\": true", "\"submitted\": false"));

    assertThat(reward.gate().path("outcome").asText()).isEqualTo("no_submit");
    assertThat(reward.value()).isEqualTo(0);
  }

  @Test
  void longAttemptsMayBePenalised() throws InputException {
    String options = "{\"gate\": {\"length_penalty\": {\"free\": 1, \"most\": 3}}}";

    assertThat(reward("gra", Outcome.TESTS_PASSED, options, TURNS).components().get("length"))
        .isEqualTo(-0.5);
  }

  @Test
  void misspeltNumbersAndSourcesAreTold() {
    assertThatThrownBy(
            () -> reward("gra", Outcome.TESTS_PASSED, "{\"gate\": {\"treshold\": 1}}", null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("$.task.options.gate.treshold")
        .hasMessageContaining("threshold");
    assertThatThrownBy(
            () ->
                reward(
                    "gra",
                    Outcome.TESTS_PASSED,
                    "{\"gate\": {\"channels\": [{\"source\": \"f2\"}]}}",
                    null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("f2p");
  }

  @Test
  void otherTasksHaveNoGates() {
    Rollout math =
        new Rollout(
            "r",
            null,
            new MathTask("t", null, java.util.List.of("1"), null),
            new Completion("1"),
            Map.of());

    assertThatThrownBy(() -> RewardPolicy.parse("gra").reward(grade(Outcome.TESTS_PASSED, 1), math))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("swe");
  }
}
