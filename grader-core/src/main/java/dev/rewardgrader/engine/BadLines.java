package dev.rewardgrader.engine;

/** What happens to an input line that is not a rollout. */
public enum BadLines {
  /** The run ends there with an error. */
  FAIL,
  /** The line is told and left out. */
  SKIP,
  /** The line gets an error record. */
  RECORD
}
