package dev.rewardgrader.grade.math.exact;

/** Signals, inside this package, that an expression has no residue. Stackless. */
final class NotModular extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean elsewhere;

  private NotModular(boolean elsewhere) {
    super(null, null, false, false);
    this.elsewhere = elsewhere;
  }

  /** The expression does not embed in this field; another may do. */
  static NotModular here() {
    return new NotModular(true);
  }

  /** The expression embeds in no field. */
  static NotModular anywhere() {
    return new NotModular(false);
  }

  boolean mayEmbedElsewhere() {
    return elsewhere;
  }
}
