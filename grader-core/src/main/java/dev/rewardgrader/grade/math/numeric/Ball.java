package dev.rewardgrader.grade.math.numeric;

import dev.rewardgrader.grade.math.expr.Rational;
import java.math.BigInteger;

/**
 * A real number known up to a radius: {@code m · 2^e ± r}. All operations keep the exact value
 * inside, so that two disjoint balls prove that two numbers differ. (Midpoint-radius arithmetic as
 * in F. Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic", 2017.)
 */
public record Ball(BigInteger m, long e, Mag r) {
  static final Ball ZERO = new Ball(BigInteger.ZERO, 0, Mag.ZERO);
  static final Ball ONE = new Ball(BigInteger.ONE, 0, Mag.ZERO);
  private static final long MAX_EXPONENT = 1L << 50;

  static Ball of(long value) {
    return new Ball(BigInteger.valueOf(value), 0, Mag.ZERO);
  }

  static Ball of(Rational q, int prec) {
    Ball num = new Ball(q.num(), 0, Mag.ZERO).round(prec);
    return q.isInteger() ? num : num.over(new Ball(q.den(), 0, Mag.ZERO).round(prec), prec);
  }

  /** The ball with the midpoint cut to {@code prec} bits, the cut added to the radius. */
  Ball round(int prec) {
    int excess = m.bitLength() - prec;
    if (excess <= 0) {
      return this;
    }
    if (Math.abs(e) > MAX_EXPONENT) {
      throw Unknown.tooLarge();
    }
    return new Ball(m.shiftRight(excess), e + excess, r.plus(Mag.pow2(e + excess)));
  }

  Mag magnitude() {
    return Mag.of(m, e).plus(r);
  }

  /** A lower bound of the absolute value, or null when the ball may contain zero. */
  Mag lower() {
    if (m.signum() == 0) {
      return null;
    }
    int bits = m.bitLength();
    int drop = Math.max(bits - 50, 0);
    Mag mid = Mag.of((double) m.abs().shiftRight(drop).longValue(), e + drop);
    if (r.isZero()) {
      return mid;
    }
    long gap = mid.e() - r.e();
    if (gap < -1) {
      return null;
    }
    double low = mid.m() * (1 - 0x1p-45) - (gap > 60 ? 0x1p-59 : Math.scalb(r.m(), (int) -gap));
    return low <= 0 ? null : Mag.of(low * (1 - 0x1p-45), mid.e());
  }

  /** The certain sign, or 0 when unknown (or exactly zero). */
  int sign() {
    return containsZero() ? 0 : m.signum();
  }

  boolean isExactZero() {
    return m.signum() == 0 && r.isZero();
  }

  Ball negate() {
    return new Ball(m.negate(), e, r);
  }

  Ball abs() {
    return m.signum() < 0 ? negate() : this;
  }

  Ball plus(Ball o, int prec) {
    if (m.signum() == 0) {
      return o.widen(r);
    }
    if (o.m.signum() == 0) {
      return widen(o.r);
    }
    if (e < o.e) {
      return o.plus(this, prec);
    }
    long gap = e - o.e;
    if (gap > 4L * prec + o.m.bitLength()) {
      return widen(o.magnitude()).round(prec);
    }
    return new Ball(m.shiftLeft((int) gap).add(o.m), o.e, r.plus(o.r)).round(prec);
  }

  Ball minus(Ball o, int prec) {
    return plus(o.negate(), prec);
  }

  Ball widen(Mag by) {
    return by.isZero() ? this : new Ball(m, e, r.plus(by));
  }

  Ball times(Ball o, int prec) {
    Mag radius = Mag.ZERO;
    if (!r.isZero() || !o.r.isZero()) {
      radius = Mag.of(m, e).times(o.r).plus(Mag.of(o.m, o.e).times(r)).plus(r.times(o.r));
    }
    if (Math.abs(e + o.e) > MAX_EXPONENT) {
      throw Unknown.tooLarge();
    }
    return new Ball(m.multiply(o.m), e + o.e, radius).round(prec);
  }

  Ball shift(long by) {
    return new Ball(m, e + by, r.shift(by));
  }

  /** The quotient. Throws {@link Unknown} when the divisor may be zero. */
  Ball over(Ball o, int prec) {
    Mag low = o.lower();
    if (low == null) {
      throw o.isExactZero() ? Unknown.undefined() : Unknown.imprecise();
    }
    int up = Math.max(0, prec + 2 - m.bitLength() + o.m.bitLength());
    BigInteger q = m.shiftLeft(up).divide(o.m);
    long qe = e - o.e - up;
    Mag error = Mag.pow2(qe);
    if (!r.isZero() || !o.r.isZero()) {
      error = error.plus(r.plus(Mag.of(q, qe).plus(error).times(o.r)).over(low));
    }
    return new Ball(q, qe, error).round(prec);
  }

  /**
   * The square root of a ball that is certainly not negative, or contains zero only by its radius.
   */
  Ball sqrt(int prec) {
    if (isExactZero()) {
      return this;
    }
    Mag low = lower();
    if (low == null) {
      Mag high = magnitude();
      long half = Math.floorDiv(high.e() + 2, 2);
      return new Ball(BigInteger.ZERO, 0, Mag.pow2(half + 1));
    }
    long shift = Math.max(0, 2L * prec + 2 - m.bitLength());
    if (((e - shift) & 1) != 0) {
      shift++;
    }
    BigInteger scaled = m.shiftLeft((int) shift);
    BigInteger root = scaled.sqrt();
    long re = (e - shift) / 2;
    boolean exact = r.isZero() && root.multiply(root).equals(scaled);
    Mag error = exact ? Mag.ZERO : Mag.pow2(re);
    if (!r.isZero()) {
      // |sqrt(x) - sqrt(x0)| <= r / sqrt(low) and sqrt(low) >= 2^floor(log2(low) / 2).
      error = error.plus(r.shift(-Math.floorDiv(low.e(), 2)));
    }
    return new Ball(root, re, error).round(prec);
  }

  /** An integer power by squaring. */
  Ball pow(BigInteger n, int prec) {
    if (n.signum() < 0) {
      return ONE.over(pow(n.negate(), prec), prec);
    }
    Ball result = ONE;
    Ball square = this;
    int bits = n.bitLength();
    for (int i = 0; i < bits; i++) {
      if (n.testBit(i)) {
        result = result.times(square, prec);
      }
      if (i + 1 < bits) {
        square = square.times(square, prec);
      }
    }
    return result;
  }

  /** The nearest double, for the choice of a reduction or a starting value only. */
  double approx() {
    int bits = m.bitLength();
    int drop = Math.max(bits - 60, 0);
    long exp = e + drop;
    double mid = (double) m.shiftRight(drop).longValue();
    if (exp > 2000) {
      return m.signum() * Double.POSITIVE_INFINITY;
    }
    return exp < -2000 ? 0 : Math.scalb(mid, (int) exp);
  }

  /** The binary exponent of the radius, {@link Long#MIN_VALUE} when the ball is exact. */
  public long radiusExponent() {
    return r.isZero() ? Long.MIN_VALUE : r.e() + 1;
  }

  /** Whether zero lies in the ball. */
  public boolean containsZero() {
    return lower() == null;
  }

  /** How many leading bits of the value the radius leaves certain. */
  public long certainBits() {
    return r.isZero() ? Long.MAX_VALUE : Mag.of(m, e).e() - r.e();
  }

  @Override
  public String toString() {
    return approx() + (r.isZero() ? "" : " +/- 2^" + r.e());
  }
}
