package dev.rewardgrader.reward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.rollout.Rollout;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a policy looks at.
 *
 * @param components filled with the value of every named part as it is computed
 * @param gate filled with the gates of a gated reward
 */
record PolicyInput(
    Grade grade, Rollout rollout, Map<String, Double> components, AtomicReference<JsonNode> gate) {}
