package dev.rewardgrader.grade.math.numeric;

import java.math.BigInteger;

/**
 * An upper bound of a magnitude, {@code m · 2^e} with {@code 1 <= m < 2} (or zero): every operation
 * rounds up. Its exponent has 63 bits, so that neither tiny nor enormous radii are lost.
 */
record Mag(double m, long e) {
  static final Mag ZERO = new Mag(0, 0);
  private static final double UP = 1 + 0x1p-45;

  static Mag of(double m, long e) {
    if (m == 0) {
      return ZERO;
    }
    int shift = Math.getExponent(m);
    return new Mag(Math.scalb(m, -shift), e + shift);
  }

  static Mag pow2(long e) {
    return new Mag(1, e);
  }

  /** An upper bound of {@code |x| · 2^e}. */
  static Mag of(BigInteger x, long e) {
    int bits = x.bitLength();
    if (x.signum() == 0) {
      return ZERO;
    }
    if (bits <= 50) {
      return of(Math.abs(x.doubleValue()), e);
    }
    int drop = bits - 50;
    return of((double) x.abs().shiftRight(drop).longValue() + 1, e + drop);
  }

  boolean isZero() {
    return m == 0;
  }

  Mag plus(Mag o) {
    if (isZero()) {
      return o;
    }
    if (o.isZero()) {
      return this;
    }
    if (e < o.e) {
      return o.plus(this);
    }
    long gap = e - o.e;
    double small = gap > 60 ? 0x1p-60 : Math.scalb(o.m, (int) -gap);
    return of((m + small) * UP, e);
  }

  Mag times(Mag o) {
    return isZero() || o.isZero() ? ZERO : of(m * o.m * UP, e + o.e);
  }

  /** An upper bound of this divided by the lower bound {@code o} of a positive number. */
  Mag over(Mag o) {
    return isZero() ? ZERO : of(m / o.m * UP, e - o.e);
  }

  Mag shift(long by) {
    return isZero() ? ZERO : new Mag(m, e + by);
  }

  int compareTo(Mag o) {
    if (isZero() || o.isZero()) {
      return Double.compare(m, o.m);
    }
    return e != o.e ? Long.compare(e, o.e) : Double.compare(m, o.m);
  }
}
