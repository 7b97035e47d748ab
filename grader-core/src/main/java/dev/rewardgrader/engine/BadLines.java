package dev.rewardgrader.engine;

import java.util.Locale;

/** What happens to an input line that is not a rollout. */
public enum BadLines {
  /** The run ends there with an error. */
  FAIL,
  /** The line is told and left out. */
  SKIP,
  /** The line gets an error record. */
  RECORD;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
