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

  /**
   * All that decides a grade besides task, completion and options, such as the versions of
   * compilers: equal texts mean that a grade made in another run holds here.
   *
   * @return null where nobody can tell; then grades are not kept
   */
  default String surroundings(T task, Completion completion)
      throws GraderFault, InterruptedException {
    return null;
  }
}
