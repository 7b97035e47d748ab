package dev.rewardgrader.reward;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A reward and what it was made of.
 *
 * @param value the reward, or null where the policy has none (an undecided grade)
 * @param components the value of every named part of the policy, in its order
 * @param gate the gates of a gated reward and all that is needed to compute it anew; null for
 *     others
 */
public record Reward(Double value, Map<String, Double> components, JsonNode gate) {
  public Reward {
    components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
  }
}
