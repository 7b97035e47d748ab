/** JMH benchmarks of the rooms whose speed is a promise; each has a main that prints ratios. */
package dev.rewardgrader.benchmarks;
