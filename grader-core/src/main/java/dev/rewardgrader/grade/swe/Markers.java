package dev.rewardgrader.grade.swe;

/** The lines with which an evaluation script divides its output (SWE-bench 5.x). */
public final class Markers {
  public static final String START = ">>>>> Start Test Output";
  public static final String END = ">>>>> End Test Output";
  public static final String EXIT_CODE = ">>>>> Test Exit Code";
  public static final String APPLY_FAILED = ">>>>> Patch Apply Failed";
  public static final String APPLIED = ">>>>> Applied Patch";
  public static final String RESET_FAILED = ">>>>> Reset Failed";
  public static final String TESTS_ERRORED = ">>>>> Tests Errored";
  public static final String TESTS_TIMED_OUT = ">>>>> Tests Timed Out";

  private Markers() {}
}
