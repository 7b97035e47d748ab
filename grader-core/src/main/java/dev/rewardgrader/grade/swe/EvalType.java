package dev.rewardgrader.grade.swe;

/** What an absent test means. */
public enum EvalType {
  /** A test passes only if the log says so. */
  PASS_AND_FAIL("pass_and_fail"),
  /** The runner prints failures only: a test fails only if the log says so. */
  FAIL_ONLY("fail_only");

  private final String key;

  EvalType(String key) {
    this.key = key;
  }

  /** The value of the field {@code eval_type}. */
  public String key() {
    return key;
  }

  /**
   * Reads the field {@code eval_type}.
   *
   * @throws IllegalArgumentException for anything but the two keys
   */
  public static EvalType of(String key) {
    for (EvalType type : values()) {
      if (type.key.equals(key)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "eval_type '" + key + "' is unknown: it must be pass_and_fail or fail_only");
  }
}
