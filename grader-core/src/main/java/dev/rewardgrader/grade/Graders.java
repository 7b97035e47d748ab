package dev.rewardgrader.grade;

import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends each task to the grader of its family. */
public final class Graders {
  private final Map<Class<?>, Grader<?>> byType = new HashMap<>();

  public Graders(List<? extends Grader<?>> graders) {
    for (Grader<?> grader : graders) {
      if (byType.put(grader.taskType(), grader) != null) {
        throw new IllegalArgumentException("two graders for " + grader.taskType().getSimpleName());
      }
    }
  }

  /**
   * Judges a completion with the grader of the task's family.
   *
   * @throws GraderFault also when there is no such grader in this run
   */
  public Grade grade(Task task, Completion completion, GradingOptions options)
      throws GraderFault, InterruptedException {
    return dispatch(task, completion, options);
  }

  /**
   * What {@link Grader#surroundings} of the task's family says.
   *
   * @throws GraderFault also when there is no such grader in this run
   */
  public String surroundings(Task task, Completion completion)
      throws GraderFault, InterruptedException {
    return surroundingsOf(task, completion);
  }

  private <T extends Task> String surroundingsOf(T task, Completion completion)
      throws GraderFault, InterruptedException {
    return graderOf(task).surroundings(task, completion);
  }

  private <T extends Task> Grade dispatch(T task, Completion completion, GradingOptions options)
      throws GraderFault, InterruptedException {
    return graderOf(task).grade(task, completion, options);
  }

  private <T extends Task> Grader<T> graderOf(T task) throws GraderFault {
    // The map's keys are the task types of its values.
    @SuppressWarnings("unchecked")
    Grader<T> grader = (Grader<T>) byType.get(task.getClass());
    if (grader == null) {
      throw GraderFault.permanent(
          "no-grader", "this run has no grader for tasks of kind " + task.kind().word(), null);
    }
    return grader;
  }
}
