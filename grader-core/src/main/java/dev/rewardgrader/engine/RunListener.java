package dev.rewardgrader.engine;

import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.RolloutLine;
import java.time.Duration;

/** Hears of a run's progress. Calls come from several threads. */
public interface RunListener {
  /** Nobody listens. */
  RunListener NONE = new RunListener() {};

  /** A record was written. */
  default void recorded(RewardRecord record) {}

  /** A bad line was left out. */
  default void skipped(RolloutLine.Bad line) {}

  /** A fault that may pass; the rollout is tried again after {@code pause}. */
  default void retrying(String id, String message, Duration pause) {}
}
