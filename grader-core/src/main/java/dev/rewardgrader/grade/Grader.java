package dev.rewardgrader.grade;

import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.Task;

/** Judges completions for tasks of one family. Thread-safe. */
public interface Grader<T extends Task> {

  /** The family's task class. */
  Class<T> taskType();

  /**
   * Judges one completion.
   *
   * @throws GraderFault when that cannot be done through no fault of the candidate
   */
  Grade grade(T task, Completion completion, GradingOptions options)
      throws GraderFault, InterruptedException;
}
