package dev.rewardgrader.grade.math.limits;

/**
 * A deterministic allowance of steps shared by all the work on one answer: the verdict never
 * depends on the load of the machine.
 */
public final class Budget {
  private long left;

  public Budget(long steps) {
    this.left = steps;
  }

  /** Takes {@code steps} off. Throws {@link Exceeded} when nothing is left. */
  public void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw new Exceeded();
    }
  }

  public long left() {
    return left;
  }

  /** Signals an exhausted budget inside the mathematics room; never leaves it. */
  public static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Exceeded() {
      super("step budget exhausted", null, false, false);
    }
  }
}
