package dev.rewardgrader.grade.swe.gate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers of a gated reward. The sources name none; these defaults keep the order of the
 * outcomes (no submit &lt; empty patch &lt; tests fail &lt; tests pass) and open the gate at a
 * submitted patch that applies.
 *
 * @param outcomes the long-term reward of each outcome
 * @param critics the weight of each critic in the reward of a turn
 * @param threshold what the long-term reward must reach for the turns to count
 * @param comparison how it is reached
 * @param penalty taken off for long attempts, behind no gate; null for none
 */
public record GateConfig(
    Map<Outcome, Double> outcomes,
    Map<Critic, Double> critics,
    double threshold,
    Channel.Comparison comparison,
    LengthPenalty penalty) {

  public GateConfig {
    for (Outcome outcome : Outcome.values()) {
      if (!outcomes.containsKey(outcome)) {
        throw new IllegalArgumentException("no value is given for outcome " + outcome.word());
      }
    }
    outcomes = Collections.unmodifiableMap(new EnumMap<>(outcomes));
    critics = critics.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(critics));
  }

  /** The documented defaults. */
  public static GateConfig defaults() {
    Map<Outcome, Double> outcomes = new EnumMap<>(Outcome.class);
    outcomes.put(Outcome.TAMPERING, 0.0);
    outcomes.put(Outcome.NO_SUBMIT, 0.0);
    outcomes.put(Outcome.EMPTY_PATCH, 0.05);
    outcomes.put(Outcome.PATCH_APPLY_FAILED, 0.1);
    outcomes.put(Outcome.TIMEOUT, 0.2);
    outcomes.put(Outcome.TESTS_FAILED, 0.2);
    outcomes.put(Outcome.TESTS_PASSED, 1.0);
    Map<Critic, Double> critics = new EnumMap<>(Critic.class);
    for (Critic critic : Critic.values()) {
      critics.put(critic, 0.01);
    }
    return new GateConfig(outcomes, critics, 0.2, Channel.Comparison.AT_LEAST, null);
  }

  /** The reward of an attempt: its outcome first, then its turns behind the gate. */
  public GatedReward reward(Outcome outcome, List<TurnScores> turns) {
    double low = turns.stream().mapToDouble(turn -> turn.weighted(critics)).sum();
    Channel high = new Channel("outcome", 0, outcomes.get(outcome), threshold, comparison);
    // Nothing stands behind the turns, so that their threshold never matters.
    Channel steps =
        new Channel("turns", 1, low, Double.NEGATIVE_INFINITY, Channel.Comparison.AT_LEAST);
    if (penalty == null) {
      return GatedReward.of(List.of(high, steps));
    }
    Channel length =
        new Channel(
            "length",
            0,
            penalty.of(turns.size()),
            Double.NEGATIVE_INFINITY,
            Channel.Comparison.AT_LEAST);
    return GatedReward.of(List.of(high, length, steps));
  }
}
