package dev.rewardgrader.sandbox;

/**
 * The sandbox failed, not the program in it: an engine that is gone, a missing image, a full disk.
 * Always a fault of ours and never a verdict.
 */
public class SandboxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean transientFault;

  /**
   * @param transientFault whether the same work may succeed when tried again later
   */
  public SandboxException(String message, boolean transientFault, Throwable cause) {
    super(message, cause);
    this.transientFault = transientFault;
  }

  public SandboxException(String message, boolean transientFault) {
    this(message, transientFault, null);
  }

  public boolean isTransient() {
    return transientFault;
  }
}
