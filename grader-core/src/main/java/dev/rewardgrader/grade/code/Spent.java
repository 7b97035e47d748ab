package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.rollout.CodeTask.StdioTest;
import dev.rewardgrader.sandbox.ExecutionResult;
import java.time.Duration;

/**
 * What the runs of one test took. Limits hold for each run, so that the largest CPU time counts.
 *
 * @param wallTime of all runs together
 */
record Spent(Duration cpuTime, Duration wallTime, long memoryBytes) {
  static final Spent NOTHING = new Spent(Duration.ZERO, Duration.ZERO, 0);

  static Spent of(ExecutionResult run) {
    return new Spent(run.cpuTime(), run.wallTime(), run.peakMemoryBytes());
  }

  Spent and(ExecutionResult run) {
    return new Spent(
        cpuTime.compareTo(run.cpuTime()) > 0 ? cpuTime : run.cpuTime(),
        wallTime.plus(run.wallTime()),
        Math.max(memoryBytes, run.peakMemoryBytes()));
  }

  /**
   * The result of the test.
   *
   * @param score in [0,1]
   */
  TestRuns.Checked result(StdioTest test, Outcome outcome, double score) {
    TestResult result =
        new TestResult(
            test.id(),
            test.group(),
            test.points(),
            outcome.verdict(),
            cpuTime,
            wallTime,
            memoryBytes,
            outcome.message(),
            score);
    return new TestRuns.Checked(result, outcome);
  }
}
