package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A question with a mathematical answer.
 *
 * @param golds accepted reference answers, at least one
 * @param options the verifier's options, as given; null when none
 */
public record MathTask(String id, String policy, List<String> golds, JsonNode options)
    implements Task {

  public MathTask {
    golds = List.copyOf(golds);
    if (golds.isEmpty()) {
      throw new IllegalArgumentException("a math task needs at least one gold");
    }
  }

  @Override
  public TaskKind kind() {
    return TaskKind.MATH;
  }
}
