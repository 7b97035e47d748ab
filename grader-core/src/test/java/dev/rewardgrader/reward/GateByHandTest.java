package dev.rewardgrader.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.SweTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every variant of a gated reward, computed anew from the raw components of records that were made
 * with the documented defaults, as a user of the records would: {@code R = r_high + sum of r_low(t)
 * where r_high reaches delta}. Nothing here calls the code that computes rewards.
 */
class GateByHandTest {
  /** Scores by turn: 4 of 4 critics; 1 of 3; 0 of 1; 4 of 4 with the edit and the gold file. */
  private static final String TURNS =
      """
      {"tools": {"sh": {"required": ["c"]}}, "submitted": true, "turns": [
        {"action": {"tool": "sh", "arguments": {"c": "ls"}}, "exit_code": 0},
        {"action": {"tool": "vi", "arguments": {}}, "exit_code": 1},
        {"action": null},
        {"action": {"tool": "sh", "arguments": {}}, "edit_applied": true, "files": ["src/a.py"]}]}
      """;

  /** An attempt of the batch, and the share of FAIL_TO_PASS it got right. */
  private record Attempt(Outcome outcome, double f2p) {}

  private static final List<Attempt> BATCH =
      List.of(
          new Attempt(Outcome.NO_SUBMIT, 0),
          new Attempt(Outcome.EMPTY_PATCH, 0),
          new Attempt(Outcome.PATCH_APPLY_FAILED, 0),
          new Attempt(Outcome.TIMEOUT, 0),
          new Attempt(Outcome.TESTS_FAILED, 0.25),
          new Attempt(Outcome.TESTS_FAILED, 0.75),
          new Attempt(Outcome.TESTS_PASSED, 1),
          new Attempt(Outcome.TAMPERING, 0));

  /** The defaults that docs/swe.md gives. */
  private static final Map<String, Double> VALUES =
      Map.of(
          "tampering", 0.0,
          "no_submit", 0.0,
          "empty_patch", 0.05,
          "patch_apply_failed", 0.1,
          "timeout", 0.2,
          "tests_failed", 0.2,
          "tests_passed", 1.0);

  private static Reward reward(String policy, Attempt attempt, String gate) throws InputException {
    JsonNode instance = Json.parse("{\"patch\": \"--- a/src/a.py\\n+++ b/src/a.py\\n\"}");
    Grade grade =
        Grade.of(attempt.outcome().resolved() ? Verdict.ACCEPTED : Verdict.WRONG_ANSWER)
            .score("f2p", attempt.f2p())
            .detail("outcome", TextNode.valueOf(attempt.outcome().word()))
            .build();
    Rollout rollout =
        new Rollout(
            "r",
            null,
            new SweTask("t", null, instance, null, Json.parse("{\"gate\": " + gate + "}")),
            new Completion("x"),
            Map.of("trajectory", Json.parse(TURNS)));
    return RewardPolicy.parse(policy).reward(grade, rollout);
  }

  /** The raw scores of all turns, each with its weight; where none is named, the default. */
  private static double low(JsonNode record, Map<String, Double> weights) {
    double sum = 0;
    for (JsonNode turn : record.path("turns")) {
      for (String critic :
          List.of(
              "format",
              "known_tool",
              "valid_arguments",
              "exit_code",
              "edit_applied",
              "gold_file")) {
        if (turn.has(critic)) {
          sum += turn.path(critic).asInt() * weights.getOrDefault(critic, 0.01);
        }
      }
    }
    return sum;
  }

  /** The record that was made with the defaults: all that the variants below may look at. */
  private static JsonNode record(Attempt attempt) throws InputException {
    return reward("gra", attempt, "{}").gate();
  }

  @Test
  void rawScoresAreThoseOfTheTurns() throws InputException {
    // 1+1+1+1, then 1+0+0 (no arguments are judged of a tool that is not there), 0, and 1+1+0+1+1.
    assertThat(low(record(BATCH.getFirst()), Map.of())).isEqualTo(0.09, within(1e-12));
  }

  @Test
  void theDefaultsAreTheDocumentedOnes() throws InputException {
    for (Attempt attempt : BATCH) {
      JsonNode record = record(attempt);
      double high = VALUES.get(record.path("outcome").asText());
      double low = low(record, Map.of());

      assertThat(record.path("ungated").asDouble()).isEqualTo(high + low, within(1e-12));
      assertThat(record.path("gated").asDouble())
          .as(attempt.outcome().word())
          .isEqualTo(high >= 0.2 ? high + low : high, within(1e-12));
      assertThat(reward("gra", attempt, "{}").value())
          .isEqualTo(record.path("gated").asDouble(), within(1e-12));
      assertThat(reward("dra", attempt, "{}").value())
          .isEqualTo(record.path("ungated").asDouble(), within(1e-12));
    }
  }

  @Test
  void everyThresholdAndComparisonFollowsFromTheSameRecord() throws InputException {
    for (Attempt attempt : BATCH) {
      JsonNode record = record(attempt);
      double high = VALUES.get(record.path("outcome").asText());
      for (double delta : new double[] {-1, 0, 0.05, 0.1, 0.2, 0.5, 1, 2}) {
        for (String sign : List.of(">=", ">")) {
          boolean open = sign.equals(">=") ? high >= delta : high > delta;

          Reward made =
              reward(
                  "gra",
                  attempt,
                  "{\"threshold\": %s, \"comparison\": \"%s\"}".formatted(delta, sign));

          assertThat(made.value())
              .as("%s %s %s", attempt.outcome().word(), sign, delta)
              .isEqualTo(high + (open ? low(record, Map.of()) : 0), within(1e-12));
          JsonNode trace = made.gate().path("trace");
          assertThat(trace.get(0).path("reached").asBoolean()).isEqualTo(open);
          assertThat(trace.get(0).path("open").asBoolean()).isTrue();
          assertThat(trace.get(1).path("open").asBoolean()).isEqualTo(open);
        }
      }
    }
  }

  @Test
  void otherValuesAndWeightsFollowFromTheSameRecord() throws InputException {
    String gate =
        "{\"outcomes\": {\"tests_failed\": -0.5, \"no_submit\": 3}, \"critics\": {\"format\": 0.5,"
            + " \"exit_code\": -0.25, \"gold_file\": 0}, \"threshold\": 0.1}";
    Map<String, Double> weights = Map.of("format", 0.5, "exit_code", -0.25, "gold_file", 0.0);
    for (Attempt attempt : BATCH) {
      JsonNode record = record(attempt);
      String outcome = record.path("outcome").asText();
      double high =
          outcome.equals("tests_failed")
              ? -0.5
              : outcome.equals("no_submit") ? 3 : VALUES.get(outcome);
      double low = low(record, weights);

      JsonNode made = reward("gra", attempt, gate).gate();

      assertThat(made.path("gated").asDouble())
          .as(outcome)
          .isEqualTo(high >= 0.1 ? high + low : high, within(1e-12));
      assertThat(made.path("ungated").asDouble()).isEqualTo(high + low, within(1e-12));
    }
  }

  @Test
  void theLengthPenaltyStandsBehindNoGate() throws InputException {
    for (Attempt attempt : BATCH) {
      JsonNode record = record(attempt);
      int length = record.path("turns").size();
      double high = VALUES.get(record.path("outcome").asText());
      double low = low(record, Map.of());
      // LHT-SWE: (L_thr - len) / (T_max - L_thr) from L_thr on; 4 turns, of which 2 are free.
      double penalty = (2.0 - length) / (10 - 2);

      Reward made = reward("gra", attempt, "{\"length_penalty\": {\"free\": 2, \"most\": 10}}");

      assertThat(made.value()).isEqualTo(high + penalty + (high >= 0.2 ? low : 0), within(1e-12));
      assertThat(made.components()).containsEntry("length", -0.25);
    }
  }

  /** A channel of the test below, with its value already weighted. */
  private record Level(int priority, double value, double threshold, boolean above) {
    boolean reached() {
      return above ? value > threshold : value >= threshold;
    }
  }

  @Test
  void prioritisedChannelsFollowFromTheSameRecord() throws InputException {
    String gate =
        """
        {"channels": [
          {"source": "turns", "priority": 3},
          {"source": "critic.exit_code", "weight": 2, "priority": 2, "threshold": 0.02},
          {"source": "f2p", "weight": 0.4, "priority": 1, "threshold": 0.1, "comparison": ">"},
          {"source": "outcome", "priority": 0, "threshold": 0.2},
          {"source": "length", "priority": 0}],
         "length_penalty": {"free": 3, "most": 5}}
        """;
    for (Attempt attempt : BATCH) {
      JsonNode record = record(attempt);
      double exit = 0;
      for (JsonNode turn : record.path("turns")) {
        exit += turn.path("exit_code").asInt(0) * 0.01;
      }
      List<Level> levels =
          List.of(
              new Level(0, VALUES.get(record.path("outcome").asText()), 0.2, false),
              new Level(0, (3.0 - 4) / (5 - 3), Double.NEGATIVE_INFINITY, false),
              new Level(1, 0.4 * attempt.f2p(), 0.1, true),
              new Level(2, 2 * exit, 0.02, false),
              new Level(3, low(record, Map.of()), Double.NEGATIVE_INFINITY, false));
      double gated = 0;
      double ungated = 0;
      List<Boolean> open = new ArrayList<>();
      for (Level level : levels) {
        boolean all = true;
        for (Level other : levels) {
          all &= other.priority() >= level.priority() || other.reached();
        }
        open.add(all);
        gated += all ? level.value() : 0;
        ungated += level.value();
      }

      Reward made = reward("gra", attempt, gate);

      assertThat(made.value()).as("%s", attempt).isEqualTo(gated, within(1e-12));
      assertThat(made.gate().path("ungated").asDouble()).isEqualTo(ungated, within(1e-12));
      List<Boolean> traced = new ArrayList<>();
      made.gate().path("trace").forEach(entry -> traced.add(entry.path("open").asBoolean()));
      assertThat(traced).isEqualTo(open);
    }
  }

  @Test
  void ratesOfABatchFollowFromItsRecords() throws InputException {
    int submitted = 0;
    int modified = 0;
    int resolved = 0;
    for (Attempt attempt : BATCH) {
      JsonNode record = record(attempt);
      submitted += record.path("submitted").asBoolean() ? 1 : 0;
      modified += record.path("modified").asBoolean() ? 1 : 0;
      resolved += record.path("resolved").asBoolean() ? 1 : 0;
    }

    assertThat(List.of(submitted, modified, resolved)).containsExactly(7, 6, 1);
  }
}
