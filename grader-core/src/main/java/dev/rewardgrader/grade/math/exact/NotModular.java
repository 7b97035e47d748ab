package dev.rewardgrader.grade.math.exact;

/** Signals, inside this package, that an expression has no residue in a field. Stackless. */
final class NotModular extends RuntimeException {
  /** The expression does not embed in this field; another may do. */
  static final NotModular FIELD = new NotModular();

  /** The expression embeds in no field. */
  static final NotModular NEVER = new NotModular();

  private NotModular() {
    super(null, null, false, false);
  }
}
