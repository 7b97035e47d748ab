package dev.rewardgrader.testsuites.code;

import dev.rewardgrader.rollout.CodeTask;

/**
 * One row of a benchmark.
 *
 * @param task what a model is asked, and how its answer is tested
 * @param reference a completion that solves it, or null where the row has none
 * @param note what a person has to know of the row, or null
 */
public record SuiteRow(CodeTask task, String reference, String note) {
  public SuiteRow(CodeTask task, String reference) {
    this(task, reference, null);
  }
}
