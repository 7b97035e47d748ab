package dev.rewardgrader.reward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Reason;
import dev.rewardgrader.grade.Verdict;
import java.time.Duration;
import java.util.Map;

/**
 * What training jobs read: one for every line of the input, whatever happened.
 *
 * @param kind the task's family, or null for a line that could not be read
 * @param grade the judgement, or null for a fault
 * @param reward the reward, or null for a fault
 * @param policy the policy's text, or null for a fault
 * @param fault what went wrong where the grader could not judge, else null
 * @param queueTime from reading the line to the start of grading
 * @param totalTime from the start of grading to its end
 * @param cached whether the grade was taken from an equal rollout instead of being made anew
 * @param meta unknown fields of the input
 */
public record RewardRecord(
    String id,
    String group,
    String kind,
    Grade grade,
    Reward reward,
    String policy,
    Reason fault,
    Duration queueTime,
    Duration totalTime,
    boolean cached,
    Map<String, JsonNode> meta) {

  /** A record of something that could not be graded. */
  public static RewardRecord fault(
      String id, String group, String kind, Reason fault, Map<String, JsonNode> meta) {
    return new RewardRecord(
        id, group, kind, null, null, null, fault, Duration.ZERO, Duration.ZERO, false, meta);
  }

  public boolean isFault() {
    return grade == null;
  }

  /** The verdict, or null for a fault. */
  public Verdict verdict() {
    return grade == null ? null : grade.verdict();
  }

  /** The reward's value, or null where there is none. */
  public Double rewardValue() {
    return reward == null ? null : reward.value();
  }
}
