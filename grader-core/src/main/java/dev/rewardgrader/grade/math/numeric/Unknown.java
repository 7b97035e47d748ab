package dev.rewardgrader.grade.math.numeric;

/** Why a value could not be enclosed. Stackless; thrown and caught inside the mathematics room. */
public final class Unknown extends RuntimeException {
  static final Unknown UNDEFINED = new Unknown("undefined");
  static final Unknown IMPRECISE = new Unknown("imprecise");
  static final Unknown TOO_LARGE = new Unknown("too-large");
  static final Unknown UNSUPPORTED = new Unknown("unsupported");

  private Unknown(String code) {
    super(code, null, false, false);
  }

  /** Whether the expression has no value there at all. */
  public boolean isUndefined() {
    return this == UNDEFINED;
  }

  /** Whether more precision may help. */
  public boolean isImprecise() {
    return this == IMPRECISE;
  }
}
