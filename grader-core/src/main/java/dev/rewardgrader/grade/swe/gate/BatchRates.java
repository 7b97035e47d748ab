package dev.rewardgrader.grade.swe.gate;

import java.util.Collection;

/**
 * Shares of a batch of attempts (arXiv 2508.10548): completion, modification and resolution.
 * Attempts that a fault of ours ended are not among them.
 *
 * @param completion the share that submitted
 * @param modification the share that submitted a change
 * @param resolution the share that passed the tests
 */
public record BatchRates(int attempts, double completion, double modification, double resolution) {
  /** Counts outcomes; all shares of an empty batch are 0. */
  public static BatchRates of(Collection<Outcome> outcomes) {
    double n = Math.max(1, outcomes.size());
    return new BatchRates(
        outcomes.size(),
        outcomes.stream().filter(Outcome::submitted).count() / n,
        outcomes.stream().filter(Outcome::modified).count() / n,
        outcomes.stream().filter(Outcome::resolved).count() / n);
  }
}
