/**
 * Code-generation benchmarks as tasks: each row becomes a {@link dev.rewardgrader.rollout.CodeTask}
 * and, where the row has one, its reference solution. {@link
 * dev.rewardgrader.testsuites.code.CodeConformance} judges the references of a folder, and broken
 * versions of them.
 */
package dev.rewardgrader.testsuites.code;
