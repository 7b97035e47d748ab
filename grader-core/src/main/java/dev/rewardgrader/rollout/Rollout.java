package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One completion for one task.
 *
 * @param id unique in its file
 * @param group ties the samples of one prompt together; null when not given
 * @param meta fields of the input that the grader does not know, kept for the record
 */
public record Rollout(
    String id, String group, Task task, Completion completion, Map<String, JsonNode> meta) {}
