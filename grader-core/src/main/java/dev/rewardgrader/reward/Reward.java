package dev.rewardgrader.reward;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A reward and what it was made of.
 *
 * @param value the reward, or null where the policy has none (an undecided grade)
 * @param components the value of every named part of the policy, in its order
 */
public record Reward(Double value, Map<String, Double> components) {
  public Reward {
    components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
  }
}
