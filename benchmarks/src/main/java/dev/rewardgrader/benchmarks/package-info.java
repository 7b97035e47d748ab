/** Programs that measure, each against a plain baseline in the same run; nothing here is a test. */
package dev.rewardgrader.benchmarks;
