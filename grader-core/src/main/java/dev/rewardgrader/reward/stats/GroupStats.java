package dev.rewardgrader.reward.stats;

import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * The samples of one prompt.
 *
 * @param group the prompt's name: the record's {@code group}, or its {@code id} where it has none
 * @param samples records in all
 * @param faults records of status {@code error}: not the candidate's doing
 * @param valid samples that were judged: neither a fault nor undecided
 * @param passed judged samples with verdict {@code ACCEPTED}
 * @param distinct different candidate texts among the judged samples; no answer counts as one
 * @param meanReward over judged samples that have a reward; NaN when there is none
 * @param zeroVariance whether all rewards of judged samples are the same, so that a group-relative
 *     advantage is zero
 * @param verdicts how often each verdict was given; {@code error} for faults
 */
public record GroupStats(
    String group,
    int samples,
    int faults,
    int valid,
    int passed,
    int distinct,
    double meanReward,
    boolean zeroVariance,
    SortedMap<String, Integer> verdicts) {

  /** Passed by judged samples; NaN when none was judged. */
  public double passRate() {
    return valid == 0 ? Double.NaN : (double) passed / valid;
  }

  public Band band() {
    return Band.of(passed, valid);
  }

  /** Pass@k, or empty where fewer than k samples were judged. */
  public OptionalDouble passAt(int k) {
    return valid < k ? OptionalDouble.empty() : OptionalDouble.of(PassAtK.of(valid, passed, k));
  }
}
