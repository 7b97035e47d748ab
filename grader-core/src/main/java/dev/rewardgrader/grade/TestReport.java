package dev.rewardgrader.grade;

import java.util.List;

/**
 * The tests of a candidate.
 *
 * @param total how many tests the task has
 * @param totalPoints the points of all of them
 * @param results those that ran, in their order; fewer than {@code total} when the run stopped at
 *     the first failure
 * @param subtasks the points by subtask; empty where the task has none
 */
public record TestReport(
    int total, double totalPoints, List<TestResult> results, List<SubtaskResult> subtasks) {

  public TestReport {
    results = List.copyOf(results);
    subtasks = List.copyOf(subtasks);
  }

  /** Tests without subtasks. */
  public TestReport(int total, double totalPoints, List<TestResult> results) {
    this(total, totalPoints, results, List.of());
  }

  public int passed() {
    return (int) results.stream().filter(TestResult::passed).count();
  }

  /** Passed tests by all tests, in [0,1]. */
  public double fraction() {
    return total == 0 ? 0 : (double) passed() / total;
  }

  /** Points that were earned by all points, in [0,1]. */
  public double weightedFraction() {
    if (totalPoints <= 0) {
      return 0;
    }
    return results.stream().mapToDouble(r -> r.points() * r.score()).sum() / totalPoints;
  }

  /** The first test that failed, or null. */
  public TestResult firstFailure() {
    return results.stream().filter(r -> !r.passed()).findFirst().orElse(null);
  }
}
