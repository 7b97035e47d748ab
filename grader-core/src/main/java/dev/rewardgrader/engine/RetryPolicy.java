package dev.rewardgrader.engine;

import java.time.Duration;

/**
 * How often a passing fault is tried again.
 *
 * @param retries tries after the first; 0 for none
 * @param firstPause before the first of them; doubled each time
 * @param longestPause the pause never grows beyond this
 */
public record RetryPolicy(int retries, Duration firstPause, Duration longestPause) {
  /** Six retries over about half a minute: long enough for an engine to restart. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(6, Duration.ofMillis(500), Duration.ofSeconds(10));

  /**
   * @param attempt 0 for the first pause
   */
  Duration pause(int attempt) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(attempt, 20));
    return pause.compareTo(longestPause) > 0 ? longestPause : pause;
  }
}
