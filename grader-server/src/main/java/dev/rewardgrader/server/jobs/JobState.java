package dev.rewardgrader.server.jobs;

import java.util.Locale;

/** Where a job stands. */
public enum JobState {
  RUNNING,
  DONE,
  CANCELLED;

  /** The word in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
