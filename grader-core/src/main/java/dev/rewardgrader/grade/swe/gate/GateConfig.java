package dev.rewardgrader.grade.swe.gate;

import java.util.ArrayList;
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
 * @param channels in place of the two levels, where there are to be more
 */
public record GateConfig(
    Map<Outcome, Double> outcomes,
    Map<Critic, Double> critics,
    double threshold,
    Channel.Comparison comparison,
    LengthPenalty penalty,
    List<Source> channels) {

  /** The source whose value is that of the outcome. */
  public static final String OUTCOME = "outcome";

  /** The source whose value is the weighted sum of all critics over all turns. */
  public static final String TURNS = "turns";

  /** The source whose value is the length penalty. */
  public static final String LENGTH = "length";

  /** In front of the name of a critic: the source that has its weighted sum alone. */
  public static final String CRITIC = "critic.";

  /**
   * Where a channel takes its value from.
   *
   * @param source {@code outcome}, {@code turns}, {@code length}, {@code critic.NAME}, or a score
   *     of the grade, such as {@code f2p}
   * @param weight by which the value is multiplied; a threshold is compared with the product
   */
  public record Source(
      String source,
      double weight,
      int priority,
      double threshold,
      Channel.Comparison comparison) {}

  public GateConfig {
    for (Outcome outcome : Outcome.values()) {
      if (!outcomes.containsKey(outcome)) {
        throw new IllegalArgumentException("no value is given for outcome " + outcome.word());
      }
    }
    outcomes = Collections.unmodifiableMap(new EnumMap<>(outcomes));
    critics = critics.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(critics));
    channels = List.copyOf(channels);
  }

  /** The two levels of G-RA: the outcome, and the turns behind its gate. */
  public GateConfig(
      Map<Outcome, Double> outcomes,
      Map<Critic, Double> critics,
      double threshold,
      Channel.Comparison comparison,
      LengthPenalty penalty) {
    this(outcomes, critics, threshold, comparison, penalty, List.of());
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
    return reward(outcome, turns, Map.of());
  }

  /**
   * The reward of an attempt.
   *
   * @param scores of the grade, by name
   * @throws IllegalArgumentException if a channel has a source that is not there
   */
  public GatedReward reward(Outcome outcome, List<TurnScores> turns, Map<String, Double> scores) {
    return GatedReward.of(
        sources().stream()
            .map(
                source ->
                    new Channel(
                        source.source(),
                        source.priority(),
                        source.weight() * value(source.source(), outcome, turns, scores),
                        source.threshold(),
                        source.comparison()))
            .toList());
  }

  private List<Source> sources() {
    if (!channels.isEmpty()) {
      return channels;
    }
    // Nothing stands behind the turns or the length, so that their thresholds never matter.
    List<Source> sources = new ArrayList<>();
    sources.add(new Source(OUTCOME, 1, 0, threshold, comparison));
    if (penalty != null) {
      sources.add(free(LENGTH, 0));
    }
    sources.add(free(TURNS, 1));
    return sources;
  }

  private static Source free(String source, int priority) {
    return new Source(source, 1, priority, Double.NEGATIVE_INFINITY, Channel.Comparison.AT_LEAST);
  }

  private double value(
      String source, Outcome outcome, List<TurnScores> turns, Map<String, Double> scores) {
    if (source.startsWith(CRITIC)) {
      String word = source.substring(CRITIC.length());
      return turns.stream()
          .flatMap(turn -> turn.scores().entrySet().stream())
          .filter(score -> score.getKey().word().equals(word))
          .mapToDouble(score -> score.getValue() * critics.getOrDefault(score.getKey(), 0.0))
          .sum();
    }
    return switch (source) {
      case OUTCOME -> outcomes.get(outcome);
      case TURNS -> turns.stream().mapToDouble(turn -> turn.weighted(critics)).sum();
      case LENGTH -> penalty == null ? 0 : penalty.of(turns.size());
      default -> {
        Double score = scores.get(source);
        if (score == null) {
          throw new IllegalArgumentException(
              "a channel's source is '"
                  + source
                  + "', but the grade has only "
                  + String.join(", ", scores.keySet()));
        }
        yield score;
      }
    };
  }
}
