package dev.rewardgrader.grade;

import java.time.Duration;

/**
 * One test of a candidate.
 *
 * @param group the subtask it belongs to, or null
 * @param points the weight it counts with
 * @param cpuTime used by all processes of the run; null where it was not measured
 * @param memoryBytes peak memory; 0 where it was not measured
 * @param message what went wrong, for a person; null when nothing did
 * @param score share of the points that were earned, in [0,1]; 1 when passed, and more than 0 for
 *     another verdict only where a checker gives partial scores
 */
public record TestResult(
    String id,
    String group,
    double points,
    Verdict verdict,
    Duration cpuTime,
    Duration wallTime,
    long memoryBytes,
    String message,
    double score) {

  /** A test that is passed or not. */
  public TestResult(
      String id,
      String group,
      double points,
      Verdict verdict,
      Duration cpuTime,
      Duration wallTime,
      long memoryBytes,
      String message) {
    this(
        id,
        group,
        points,
        verdict,
        cpuTime,
        wallTime,
        memoryBytes,
        message,
        verdict == Verdict.ACCEPTED ? 1 : 0);
  }

  public boolean passed() {
    return verdict == Verdict.ACCEPTED;
  }
}
