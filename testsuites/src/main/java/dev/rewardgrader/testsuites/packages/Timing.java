package dev.rewardgrader.testsuites.packages;

import java.time.Duration;

/**
 * How a package's time limit comes about.
 *
 * @param seconds as the package says; NaN where it is to be measured
 * @param multiplier what the slowest accepted submission's time is multiplied by
 * @param resolution seconds of which a measured limit is a multiple
 * @param rounds whether a measured limit is rounded (legacy format) and not raised
 */
public record Timing(double seconds, double multiplier, double resolution, boolean rounds) {
  /** What submissions get whose time is measured. */
  static final double MEASURING_SECONDS = 10;

  /** The limit while nothing is measured yet. */
  long millis() {
    return Math.max(1, Math.round(1000 * (isMeasured() ? MEASURING_SECONDS : seconds)));
  }

  /** Whether the accepted submissions set the limit. */
  public boolean isMeasured() {
    return Double.isNaN(seconds);
  }

  /**
   * The limit after the accepted submissions ran: problemtools rounds to whole seconds, of which
   * one is the least; the format of 2023-07 asks for the least multiple that gives everyone room.
   *
   * @param slowest CPU time of the slowest test of an accepted submission
   */
  long millis(Duration slowest) {
    double needed = slowest.toNanos() / 1e9 * multiplier;
    double steps = rounds ? Math.floor(needed / resolution + 0.5) : Math.ceil(needed / resolution);
    return Math.round(1000 * resolution * Math.max(1, steps));
  }
}
