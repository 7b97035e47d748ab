package dev.rewardgrader.grade.swe.gate;

import java.util.Objects;

/**
 * One stream of reward.
 *
 * @param priority a lower number is a higher priority; channels of equal priority do not gate each
 *     other
 * @param value what it adds while its gate is open
 * @param threshold what {@code value} must reach for channels of lower priority to count
 */
public record Channel(
    String name, int priority, double value, double threshold, Comparison comparison) {

  /** How a threshold is reached. The sources disagree, so it is configuration. */
  public enum Comparison {
    AT_LEAST(">="),
    ABOVE(">");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    /** Reads {@code >=} or {@code >}. */
    public static Comparison of(String sign) {
      return switch (sign) {
        case ">=" -> AT_LEAST;
        case ">" -> ABOVE;
        default ->
            throw new IllegalArgumentException(
                "comparison '" + sign + "' is unknown: it must be >= or >");
      };
    }
  }

  public Channel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(comparison, "comparison");
    if (!Double.isFinite(value) || Double.isNaN(threshold)) {
      throw new IllegalArgumentException(
          "channel " + name + ": value must be finite and threshold a number");
    }
  }

  /** Whether the value reaches the threshold. */
  public boolean reached() {
    return comparison == Comparison.AT_LEAST ? value >= threshold : value > threshold;
  }
}
