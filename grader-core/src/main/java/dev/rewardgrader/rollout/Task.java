package dev.rewardgrader.rollout;

/** What was asked of the model, with everything that is needed to judge the answer. */
public sealed interface Task permits CodeTask, MathTask, SqlTask, SweTask {

  /** The task's own name, or null when it has none. */
  String id();

  /** The family, as written in the {@code kind} field. */
  TaskKind kind();

  /** The reward policy that the task asks for, or null for the run's own. */
  String policy();
}
