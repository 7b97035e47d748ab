package dev.rewardgrader.rollout;

import java.util.List;

/**
 * Tests that earn points together.
 *
 * @param id the {@code group} of its tests
 * @param points what it is worth
 * @param scoring how the tests' scores make the subtask's
 * @param requires subtasks of which every test must pass before this one earns anything
 */
public record Subtask(String id, double points, Scoring scoring, List<String> requires) {

  /** From the scores of tests, each in [0,1], to that of their subtask. */
  public enum Scoring {
    /** All points when every test passes, else none. */
    ALL,
    /** The least score counts. */
    MIN,
    /** Each test's share of the points, weighted by the test's own points. */
    SUM
  }

  public Subtask {
    requires = List.copyOf(requires);
  }
}
