package dev.rewardgrader.grade.swe.gate;

import java.util.Locale;

/** How an attempt at a task ended. A fault of ours is none of these, and gets no reward. */
public enum Outcome {
  /** The model never called submit. */
  NO_SUBMIT,
  /** What it submitted changes nothing. */
  EMPTY_PATCH,
  /** The patch does not apply. */
  PATCH_APPLY_FAILED,
  /** The tests ran out of time. */
  TIMEOUT,
  /** The tests ran, and not all expected ones did what they should. */
  TESTS_FAILED,
  /** Every expected test did what it should. */
  TESTS_PASSED,
  /** The patch was caught at a trick. */
  TAMPERING;

  /** The word in configuration and records. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean submitted() {
    return this != NO_SUBMIT;
  }

  /** Whether the repository was changed before submission. */
  public boolean modified() {
    return this != NO_SUBMIT && this != EMPTY_PATCH;
  }

  public boolean resolved() {
    return this == TESTS_PASSED;
  }
}
