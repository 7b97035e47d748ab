/**
 * From a grade to a reward: small pure policies, written as an expression such as {@code
 * 0.9*fraction+0.1*format}, and the {@link dev.rewardgrader.reward.RewardRecord} that training jobs
 * read. A fault never gets here: it has no grade.
 */
package dev.rewardgrader.reward;
