package dev.rewardgrader.grade.swe.gate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The raw scores of one turn.
 *
 * @param turn counted from 1
 * @param scores 1 or 0 by critic; a critic that has nothing to judge in the turn is absent
 */
public record TurnScores(int turn, Map<Critic, Integer> scores) {
  public TurnScores {
    scores = scores.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(scores));
  }

  /** The sum of the scores by weight; a critic without a weight counts nothing. */
  public double weighted(Map<Critic, Double> weights) {
    return scores.entrySet().stream()
        .mapToDouble(score -> score.getValue() * weights.getOrDefault(score.getKey(), 0.0))
        .sum();
  }
}
