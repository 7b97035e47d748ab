package dev.rewardgrader.grade.swe;

/** How far a patch solved its task. The names are those of the public reports. */
public enum Resolution {
  /** Every FAIL_TO_PASS test passes and every PASS_TO_PASS test still does. */
  RESOLVED_FULL,
  /** Some FAIL_TO_PASS tests pass, not all, and every PASS_TO_PASS test still does. */
  RESOLVED_PARTIAL,
  /** Anything else. */
  RESOLVED_NO
}
