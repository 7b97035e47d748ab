package dev.rewardgrader.testsuites.code;

import dev.rewardgrader.rollout.CodeTask;

/**
 * One row of a benchmark.
 *
 * @param task what a model is asked, and how its answer is tested
 * @param reference a completion that solves it, or null where the row has none
 */
public record SuiteRow(CodeTask task, String reference) {}
