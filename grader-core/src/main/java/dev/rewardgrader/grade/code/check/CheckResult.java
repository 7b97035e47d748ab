package dev.rewardgrader.grade.code.check;

/**
 * What a checker found.
 *
 * @param score in [0,1]; 1 when accepted, and between for partial points
 * @param message where the first difference is and what stood there, without any expected text;
 *     empty when accepted without remark
 * @param expected what should have stood there, or null; only for readers who may see it
 */
public record CheckResult(boolean accepted, double score, String message, String expected) {
  /** Right, without remark. */
  public static final CheckResult ACCEPTED = new CheckResult(true, 1, "", null);

  /** Wrong; see the record's fields. */
  public static CheckResult wrong(String message, String expected) {
    return new CheckResult(false, 0, message, expected);
  }

  /**
   * The message.
   *
   * @param reveal whether the reader may see expected outputs
   */
  public String text(boolean reveal) {
    return reveal && expected != null ? message + ", expected " + expected : message;
  }
}
