/**
 * The verifier of mathematical answers. {@link dev.rewardgrader.grade.math.MathVerifier} is its
 * face: golds are compiled once, a completion is searched for its final answer, the answer is
 * parsed and compared. Nothing in here starts a thread, reads a clock to decide, or evaluates what
 * it was not asked to; every loop is paid for from a {@link
 * dev.rewardgrader.grade.math.limits.Budget}. Only the JDK may enter the packages below; JSON stops
 * at the task's options.
 */
package dev.rewardgrader.grade.math;
