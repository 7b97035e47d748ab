package dev.rewardgrader.reward.stats;

import java.util.Locale;

/** How hard a prompt is for the model that was sampled, by its pass rate. */
public enum Band {
  /** No sample passed. */
  UNSOLVED,
  /** Up to one in four. */
  HARD,
  /** Between one and three in four. */
  MEDIUM,
  /** Three in four or more. */
  EASY,
  /** Every sample passed. */
  SOLVED,
  /** No sample could be judged. */
  UNKNOWN;

  static Band of(int passed, int valid) {
    if (valid == 0) {
      return UNKNOWN;
    }
    if (passed == 0) {
      return UNSOLVED;
    }
    if (passed == valid) {
      return SOLVED;
    }
    if (4L * passed <= valid) {
      return HARD;
    }
    return 4L * passed < 3L * valid ? MEDIUM : EASY;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
