package dev.rewardgrader.grade.swe.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final String TRAJECTORY =
      """
      {"tools": {"shell": {"required": ["command"], "optional": ["timeout"]}}, "submitted": true,
       "turns": [
        {"action": {"tool": "shell", "arguments": {"command": "ls"}}, "exit_code": 0},
        {"action": {"tool": "shell", "arguments": {"cmd": "ls"}}, "exit_code": 2},
        {"action": {"tool": "magic", "arguments": {}}},
        {"action": null},
        {"action": {"tool": "shell", "arguments": {"command": "vi", "timeout": 1}},
         "edit_applied": true, "files": ["src/a.py"]}]}
      """;

  private static List<TurnScores> turns() throws InputException {
    return Trajectory.of(Json.parse(TRAJECTORY)).scores(Set.of("src/a.py"));
  }

  @Test
  void criticsJudgeWhatATurnHas() throws InputException {
    assertThat(turns())
        .extracting(TurnScores::scores)
        .containsExactly(
            Map.of(
                Critic.FORMAT,
                1,
                Critic.KNOWN_TOOL,
                1,
                Critic.VALID_ARGUMENTS,
                1,
                Critic.EXIT_CODE,
                1),
            Map.of(
                Critic.FORMAT,
                1,
                Critic.KNOWN_TOOL,
                1,
                Critic.VALID_ARGUMENTS,
                0,
                Critic.EXIT_CODE,
                0),
            Map.of(Critic.FORMAT, 1, Critic.KNOWN_TOOL, 0),
            Map.of(Critic.FORMAT, 0),
            Map.of(
                Critic.FORMAT,
                1,
                Critic.KNOWN_TOOL,
                1,
                Critic.VALID_ARGUMENTS,
                1,
                Critic.EDIT_APPLIED,
                1,
                Critic.GOLD_FILE,
                1));
  }

  @Test
  void turnsCountOnlyBehindAnOpenGate() throws InputException {
    GateConfig config = GateConfig.defaults();

    GatedReward failed = config.reward(Outcome.TESTS_FAILED, turns());
    GatedReward empty = config.reward(Outcome.EMPTY_PATCH, turns());

    assertThat(failed.gated()).isEqualTo(failed.ungated()).isEqualTo(0.32, within(1e-12));
    assertThat(empty.gated()).isEqualTo(0.05);
    assertThat(empty.ungated()).isEqualTo(0.17, within(1e-12));
    assertThat(empty.trace()).extracting(GatedReward.Gate::open).containsExactly(true, false);
  }

  @Test
  void comparisonDecidesAtTheThreshold() {
    Channel atLeast = new Channel("a", 0, 0.2, 0.2, Channel.Comparison.of(">="));
    Channel above = new Channel("a", 0, 0.2, 0.2, Channel.Comparison.of(">"));

    assertThat(atLeast.reached()).isTrue();
    assertThat(above.reached()).isFalse();
  }

  @Test
  void aChannelNeedsEveryChannelOfHigherPriority() {
    GatedReward reward =
        GatedReward.of(
            List.of(
                new Channel("third", 2, 1, 0, Channel.Comparison.AT_LEAST),
                new Channel("first", 0, 0.1, 0.5, Channel.Comparison.AT_LEAST),
                new Channel("second", 1, 9, 0, Channel.Comparison.AT_LEAST)));

    assertThat(reward.gated()).isEqualTo(0.1);
    assertThat(reward.ungated()).isEqualTo(10.1, within(1e-12));
  }

  @Test
  void longAttemptsArePunishedInALine() {
    LengthPenalty penalty = new LengthPenalty(10, 20);

    assertThat(penalty.of(9)).isZero();
    assertThat(penalty.of(15)).isEqualTo(-0.5);
    assertThat(penalty.of(99)).isEqualTo(-1.0);
    assertThatThrownBy(() -> new LengthPenalty(5, 5)).hasMessageContaining("free < most");
  }

  @Test
  void batchRatesCountSubmissionChangeAndResolution() {
    BatchRates rates =
        BatchRates.of(
            List.of(
                Outcome.NO_SUBMIT,
                Outcome.EMPTY_PATCH,
                Outcome.TESTS_FAILED,
                Outcome.TESTS_PASSED));

    assertThat(rates).isEqualTo(new BatchRates(4, 0.75, 0.5, 0.25));
  }

  @Test
  void defaultsKeepTheOrderOfOutcomes() {
    Map<Outcome, Double> values = GateConfig.defaults().outcomes();

    assertThat(
            List.of(
                values.get(Outcome.NO_SUBMIT),
                values.get(Outcome.EMPTY_PATCH),
                values.get(Outcome.TESTS_FAILED),
                values.get(Outcome.TESTS_PASSED)))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesATrajectoryWithoutTurns() {
    assertThatThrownBy(() -> Trajectory.of(Json.parse("{\"turns\": 3}")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("$.turns");
  }
}
