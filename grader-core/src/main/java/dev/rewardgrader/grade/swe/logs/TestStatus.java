package dev.rewardgrader.grade.swe.logs;

/** The statuses that a log gives to a test. A pytest line can carry others; they count as none. */
public enum TestStatus {
  FAILED,
  PASSED,
  SKIPPED,
  ERROR,
  XFAIL;

  /**
   * Whether the status, as a parser wrote it, is one that passes: passed, or failed as expected.
   */
  public static boolean passes(String status) {
    return "PASSED".equals(status) || "XFAIL".equals(status);
  }

  /** Whether the status says that the test ran and did not pass. */
  public static boolean fails(String status) {
    return "FAILED".equals(status) || "ERROR".equals(status);
  }
}
