package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A repository and the tests that a patch must make pass.
 *
 * @param instance the fields of a SWE-bench row, as given
 * @param image the container image to run in, or null to take the instance's own
 */
public record SweTask(String id, String policy, JsonNode instance, String image, JsonNode options)
    implements Task {

  @Override
  public TaskKind kind() {
    return TaskKind.SWE;
  }
}
