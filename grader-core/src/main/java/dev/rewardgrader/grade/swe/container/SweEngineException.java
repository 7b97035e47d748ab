package dev.rewardgrader.grade.swe.container;

/** The engine, an image or a container is not there. A fault of ours, never of a patch. */
public final class SweEngineException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean temporary;

  /**
   * @param code a fixed word, such as {@code image-missing}
   * @param temporary whether it may be gone when tried again
   */
  public SweEngineException(String code, String message, boolean temporary, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.temporary = temporary;
  }

  public String code() {
    return code;
  }

  public boolean isTemporary() {
    return temporary;
  }
}
