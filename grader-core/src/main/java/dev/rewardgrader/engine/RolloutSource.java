package dev.rewardgrader.engine;

import dev.rewardgrader.rollout.RolloutLine;
import java.io.IOException;

/** Where rollouts come from, one after the other. */
@FunctionalInterface
public interface RolloutSource {
  /**
   * @return the next line, or null at the end
   */
  RolloutLine next() throws IOException;
}
