/** Programs that measure; nothing else may depend on them. */
package dev.rewardgrader.benchmarks;
