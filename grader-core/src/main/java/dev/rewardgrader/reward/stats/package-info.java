/**
 * What a file of reward records says about its prompts: pass rates, pass@k, difficulty, and the
 * prompts worth training on next. Reads records and changes nothing.
 */
package dev.rewardgrader.reward.stats;
