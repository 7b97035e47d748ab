package dev.rewardgrader.grade;

/**
 * What a run asks of every grader.
 *
 * @param stopAtFirstFailure the reward depends on all tests passing, so that the rest need not run
 * @param revealTests reasons may show inputs and expected outputs
 */
public record GradingOptions(boolean stopAtFirstFailure, boolean revealTests) {
  public static final GradingOptions DEFAULT = new GradingOptions(false, false);
}
