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
 */
public record TestResult(
    String id,
    String group,
    double points,
    Verdict verdict,
    Duration cpuTime,
    Duration wallTime,
    long memoryBytes,
    String message) {

  public boolean passed() {
    return verdict == Verdict.ACCEPTED;
  }
}
