package dev.rewardgrader.grade.math.compare;

/**
 * What a comparison found out.
 *
 * @param truth equal, different, or not known
 * @param layer the layer that decided: {@code structure}, {@code exact}, {@code modular}, {@code
 *     numeric}, {@code decimal}, {@code text}, {@code shape}
 * @param bits how sure it is: {@link #PROVED}, {@link #TEXT}, or the bits of evidence
 */
public record Outcome(Truth truth, String layer, int bits) {
  public static final int PROVED = Integer.MAX_VALUE;
  public static final int TEXT = -1;

  /** The three answers of a comparison. */
  public enum Truth {
    EQUAL,
    DIFFERENT,
    UNKNOWN
  }

  static Outcome equal(String layer, int bits) {
    return new Outcome(Truth.EQUAL, layer, bits);
  }

  static Outcome different(String layer) {
    return new Outcome(Truth.DIFFERENT, layer, PROVED);
  }

  static Outcome unknown(String layer) {
    return new Outcome(Truth.UNKNOWN, layer, 0);
  }

  boolean isEqual() {
    return truth == Truth.EQUAL;
  }

  boolean isDifferent() {
    return truth == Truth.DIFFERENT;
  }

  /** Both must hold: the less certain of two equalities, else the worse outcome. */
  Outcome and(Outcome o) {
    if (truth == o.truth) {
      return bits <= o.bits ? this : o;
    }
    if (isDifferent() || o.isDifferent()) {
      return isDifferent() ? this : o;
    }
    return isEqual() ? o : this;
  }

  /** {@code proved}, {@code text} or {@code evidence:<bits>}. */
  public String certainty() {
    return bits == PROVED ? "proved" : bits == TEXT ? "text" : "evidence:" + bits;
  }
}
