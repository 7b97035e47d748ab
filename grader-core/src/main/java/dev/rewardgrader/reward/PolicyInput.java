package dev.rewardgrader.reward;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.rollout.Rollout;
import java.util.Map;

/**
 * What a policy looks at.
 *
 * @param components filled with the value of every named part as it is computed
 */
record PolicyInput(Grade grade, Rollout rollout, Map<String, Double> components) {}
