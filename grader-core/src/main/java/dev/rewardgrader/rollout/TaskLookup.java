package dev.rewardgrader.rollout;

import dev.rewardgrader.json.InputException;

/** Tasks by their id, for rollouts that name their task instead of carrying it. */
@FunctionalInterface
public interface TaskLookup {

  /**
   * @param path where the name stands
   * @throws InputException when there is no such task
   */
  Task get(String id, String path) throws InputException;
}
