package dev.rewardgrader.grade;

/**
 * The grader could not judge, and that is not the candidate's doing: a sandbox that is gone, a task
 * that is broken. The record gets status {@code error} and no reward.
 */
public final class GraderFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean transientFault;

  private GraderFault(String code, String message, boolean transientFault, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.transientFault = transientFault;
  }

  /**
   * A fault that may be gone when tried again, such as an engine that restarts.
   *
   * @param code a fixed word for programs
   */
  public static GraderFault transientFault(String code, String message, Throwable cause) {
    return new GraderFault(code, message, true, cause);
  }

  /** A fault that stays, such as a database file that is missing. */
  public static GraderFault permanent(String code, String message, Throwable cause) {
    return new GraderFault(code, message, false, cause);
  }

  /** The task is at fault: nobody could judge anything by it. */
  public static GraderFault badTask(String message) {
    return new GraderFault("bad-task", message, false, null);
  }

  public String code() {
    return code;
  }

  /** Whether trying again later makes sense. */
  public boolean isTransient() {
    return transientFault;
  }
}
