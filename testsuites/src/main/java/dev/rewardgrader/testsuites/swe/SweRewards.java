package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Reason;
import dev.rewardgrader.grade.swe.Prediction;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RecordJson;
import dev.rewardgrader.reward.RewardPolicy;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.SweTask;
import java.time.Duration;
import java.util.Map;

/**
 * How the grades of a batch become records.
 *
 * @param gate the numbers of a gated reward, or null for the defaults
 * @param trajectories by instance id, for policies that look at turns
 */
public record SweRewards(RewardPolicy policy, JsonNode gate, Map<String, JsonNode> trajectories) {
  /** A policy alone. */
  public static SweRewards of(RewardPolicy policy) {
    return new SweRewards(policy, null, Map.of());
  }

  /**
   * @param meta what the record tells besides
   */
  ObjectNode record(
      JsonNode row, Prediction prediction, Grade grade, Duration time, Map<String, JsonNode> meta) {
    String id = prediction.instanceId();
    JsonNode trajectory = trajectories.get(id);
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    if (gate != null) {
      options.set("gate", gate);
    }
    Rollout rollout =
        new Rollout(
            id,
            id,
            new SweTask(id, null, row, null, options),
            new Completion(prediction.patch() == null ? "" : prediction.patch()),
            trajectory == null ? Map.of() : Map.of("trajectory", trajectory));
    try {
      return RecordJson.of(
          new RewardRecord(
              id,
              id,
              "swe",
              grade,
              policy.reward(grade, rollout),
              policy.text(),
              null,
              Duration.ZERO,
              time,
              false,
              meta));
    } catch (InputException e) {
      return fault(id, new Reason("bad-policy", e.getMessage()), meta);
    }
  }

  static ObjectNode fault(String id, Reason reason, Map<String, JsonNode> meta) {
    return RecordJson.of(RewardRecord.fault(id, id, "swe", reason, meta));
  }
}
