package dev.rewardgrader.grade.math.numeric;

/**
 * Why a value could not be enclosed. Stackless; thrown and caught inside the mathematics room, to
 * leave an evaluation at once.
 */
public final class Unknown extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    UNDEFINED,
    IMPRECISE,
    TOO_LARGE,
    UNSUPPORTED
  }

  private final Kind kind;

  private Unknown(Kind kind) {
    super(kind.name(), null, false, false);
    this.kind = kind;
  }

  static Unknown undefined() {
    return new Unknown(Kind.UNDEFINED);
  }

  static Unknown imprecise() {
    return new Unknown(Kind.IMPRECISE);
  }

  static Unknown tooLarge() {
    return new Unknown(Kind.TOO_LARGE);
  }

  static Unknown unsupported() {
    return new Unknown(Kind.UNSUPPORTED);
  }

  /** Whether more precision may help. */
  public boolean isImprecise() {
    return kind == Kind.IMPRECISE;
  }
}
