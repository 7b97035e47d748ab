package dev.rewardgrader.server.v1;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.Reason;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardRecord;
import java.util.Map;

/** What takes the place of a record where there was no rollout to grade. */
final class BadRollout {
  private BadRollout() {}

  /**
   * @param json what was given, or null where it was not even JSON
   * @param place which one of several, for a person
   */
  static RewardRecord record(JsonNode json, String place, InputException problem) {
    String id = json != null && json.path("id").isValueNode() ? json.path("id").asText() : null;
    return RewardRecord.fault(
        id == null || id.isEmpty() ? place.replace(' ', '-') : id,
        null,
        null,
        new Reason("bad-input", place + ": " + problem.getMessage()),
        Map.of());
  }
}
