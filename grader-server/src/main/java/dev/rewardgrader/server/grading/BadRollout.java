package dev.rewardgrader.server.grading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.Reason;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardRecord;
import java.util.Map;

/** What takes the place of a record where there was no rollout to grade. */
public final class BadRollout {
  private BadRollout() {}

  /**
   * @param json what was given, or null where it was not even JSON
   * @param place which one of several, for a person: {@code line 3}
   */
  public static RewardRecord record(JsonNode json, String place, InputException problem) {
    String id = json != null && json.path("id").isValueNode() ? json.path("id").asText() : null;
    return record(id, place, problem);
  }

  /**
   * @param id the rollout's own, or null where it could not be read
   */
  public static RewardRecord record(String id, String place, InputException problem) {
    return RewardRecord.fault(
        id == null ? place.replace(' ', '-') : id,
        null,
        null,
        new Reason("bad-input", place + ": " + problem.getMessage()),
        Map.of());
  }
}
