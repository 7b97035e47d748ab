package dev.rewardgrader.grade.math.numeric;

import java.math.BigInteger;

/** Elementary functions of real balls: argument reduction, then a Taylor series in fixed point. */
final class RealFunctions {
  private static final int GUARD = 24;

  private RealFunctions() {}

  private record Constants(Ball pi, Ball ln2) {}

  /**
   * One entry a doubling of precision: the level used depends on the precision asked for and on
   * nothing else.
   */
  private static final Constants[] LEVELS = new Constants[8];

  private static Constants constants(int prec) {
    int level = Math.max(0, 32 - Integer.numberOfLeadingZeros((prec - 1) >> 8));
    if (level >= LEVELS.length) {
      throw Unknown.tooLarge();
    }
    Constants known = LEVELS[level];
    if (known == null) {
      int w = (256 << level) + GUARD;
      // pi = 16 atan(1/5) - 4 atan(1/239) (Machin); ln 2 = 2 atanh(1/3).
      BigInteger pi =
          inverseSeries(5, w, true).shiftLeft(4).subtract(inverseSeries(239, w, true).shiftLeft(2));
      BigInteger ln2 = inverseSeries(3, w, false).shiftLeft(1);
      known = new Constants(fixed(pi, w, 16), fixed(ln2, w, 16));
      LEVELS[level] = known;
    }
    return known;
  }

  /** atan(1/n) or atanh(1/n) in fixed point, at most {@code w} units off. */
  private static BigInteger inverseSeries(int n, int w, boolean alternating) {
    BigInteger square = BigInteger.valueOf((long) n * n);
    BigInteger power = BigInteger.ONE.shiftLeft(w).divide(BigInteger.valueOf(n));
    BigInteger sum = power;
    for (int k = 3; power.signum() != 0; k += 2) {
      power = power.divide(square);
      BigInteger term = power.divide(BigInteger.valueOf(k));
      sum = alternating && (k & 2) != 0 ? sum.subtract(term) : sum.add(term);
    }
    return sum;
  }

  private static Ball fixed(BigInteger value, int w, int errorBits) {
    return new Ball(value, -w, Mag.pow2(errorBits - w));
  }

  static Ball pi(int prec) {
    return constants(prec).pi;
  }

  private static Ball ln2(int prec) {
    return constants(prec).ln2;
  }

  private static BigInteger toFixed(Ball x, int w) {
    long shift = x.e() + w;
    return shift >= 0
        ? x.m().shiftLeft((int) shift)
        : x.m().shiftRight((int) Math.min(-shift, Integer.MAX_VALUE));
  }

  static Ball exp(Ball x, int prec) {
    if (x.isExactZero()) {
      return Ball.ONE;
    }
    double approx = x.approx();
    if (!(Math.abs(approx) < 0x1p40)) {
      throw Unknown.tooLarge();
    }
    if (x.r().e() > -2 && !x.r().isZero()) {
      throw Unknown.imprecise();
    }
    int w = prec + GUARD + 16;
    long k = Math.round(approx / Math.log(2));
    Ball reduced = x;
    if (k != 0) {
      reduced = x.minus(ln2(w + 64).times(Ball.of(k), w + 64), w + 64);
    }
    int halvings = 8;
    BigInteger t = toFixed(reduced, w).shiftRight(halvings);
    BigInteger one = BigInteger.ONE.shiftLeft(w);
    BigInteger sum = one;
    BigInteger term = one;
    for (int n = 1; term.signum() != 0; n++) {
      term = term.multiply(t).shiftRight(w).divide(BigInteger.valueOf(n));
      sum = sum.add(term);
      if (n > 4 * w) {
        break;
      }
      if (term.equals(BigInteger.ONE.negate())) {
        break;
      }
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum).shiftRight(w);
    }
    Mag error = Mag.pow2(halvings + 10L - w).plus(reduced.r().shift(2));
    return new Ball(sum, -w, error).shift(k).round(prec);
  }

  /** The natural logarithm of a certainly positive ball. */
  static Ball log(Ball x, int prec) {
    Mag low = x.lower();
    if (low == null || x.m().signum() < 0) {
      throw Unknown.imprecise();
    }
    int w = prec + GUARD;
    long k = x.m().bitLength() + x.e();
    Ball mantissa = new Ball(x.m(), x.e() - k, Mag.ZERO).round(w + 8);
    Ball y =
        new Ball(
            BigInteger.valueOf(Math.round(Math.log(mantissa.approx()) * 0x1p60)), -60, Mag.ZERO);
    int good = 48;
    while (true) {
      // Halley: y + 2 (x - e^y) / (x + e^y) triples the good bits.
      Ball ey = exp(new Ball(y.m(), y.e(), Mag.ZERO), w);
      Ball step = mantissa.minus(ey, w).over(mantissa.plus(ey, w), w).shift(1);
      y = new Ball(y.m(), y.e(), Mag.ZERO).plus(step, w);
      if (good >= w) {
        break;
      }
      good = good * 3 - 4;
    }
    Ball result = y.widen(Mag.pow2(6L - w)).plus(ln2(w + 64).times(Ball.of(k), w + 64), w);
    return result.widen(x.r().over(low).plus(mantissa.r().shift(1))).round(prec);
  }

  /** Sine and cosine together. */
  static Ball[] sinCos(Ball x, int prec) {
    if (x.isExactZero()) {
      return new Ball[] {Ball.ZERO, Ball.ONE};
    }
    if (!x.r().isZero() && x.r().e() > 0) {
      throw Unknown.imprecise();
    }
    long size = Math.max(0, x.m().bitLength() + x.e());
    if (size > 4096) {
      throw Unknown.tooLarge();
    }
    int w = prec + GUARD;
    int wide = w + (int) size + 8;
    Ball halfPi = pi(wide).shift(-1);
    BigInteger k = BigInteger.ZERO;
    Ball reduced = x;
    if (size > 0 || Math.abs(x.approx()) > 0.8) {
      Ball q = x.over(halfPi, wide);
      BigInteger doubled =
          q.e() >= 0 ? q.m().shiftLeft((int) q.e() + 1) : q.m().shiftRight((int) -q.e() - 1);
      k = doubled.add(BigInteger.ONE).shiftRight(1);
      reduced = x.minus(halfPi.times(new Ball(k, 0, Mag.ZERO), wide), wide);
    }
    BigInteger t = toFixed(reduced, w);
    BigInteger t2 = t.multiply(t).shiftRight(w);
    BigInteger one = BigInteger.ONE.shiftLeft(w);
    BigInteger sin = t;
    BigInteger cos = one;
    BigInteger ts = t;
    BigInteger tc = one;
    for (int n = 1; n < 4 * w; n++) {
      tc =
          tc.multiply(t2)
              .shiftRight(w)
              .divide(BigInteger.valueOf((2L * n - 1) * (2L * n)))
              .negate();
      ts =
          ts.multiply(t2)
              .shiftRight(w)
              .divide(BigInteger.valueOf((2L * n) * (2L * n + 1)))
              .negate();
      cos = cos.add(tc);
      sin = sin.add(ts);
      if (tc.bitLength() <= 1 && ts.bitLength() <= 1) {
        break;
      }
    }
    Mag error = Mag.pow2(9L - w).plus(reduced.r());
    Ball s = new Ball(sin, -w, error).round(prec);
    Ball c = new Ball(cos, -w, error).round(prec);
    return switch (k.intValue() & 3) {
      case 0 -> new Ball[] {s, c};
      case 1 -> new Ball[] {c, s.negate()};
      case 2 -> new Ball[] {s.negate(), c.negate()};
      default -> new Ball[] {c.negate(), s};
    };
  }

  static Ball atan(Ball x, int prec) {
    if (x.isExactZero()) {
      return x;
    }
    int w = prec + GUARD;
    Ball y = x;
    boolean inverted = Math.abs(x.approx()) > 1;
    if (inverted) {
      y = Ball.ONE.over(x, w);
    }
    int halvings = 6;
    for (int i = 0; i < halvings; i++) {
      // atan(y) = 2 atan(y / (1 + sqrt(1 + y^2))).
      Ball root = Ball.ONE.plus(y.times(y, w), w).sqrt(w);
      y = y.over(Ball.ONE.plus(root, w), w);
    }
    BigInteger t = toFixed(y, w);
    BigInteger t2 = t.multiply(t).shiftRight(w);
    BigInteger power = t;
    BigInteger sum = t;
    for (int n = 3; n < 8 * w; n += 2) {
      power = power.multiply(t2).shiftRight(w).negate();
      BigInteger term = power.divide(BigInteger.valueOf(n));
      sum = sum.add(term);
      if (power.bitLength() <= 1) {
        break;
      }
    }
    Ball result = new Ball(sum, -w, Mag.pow2(9L - w).plus(y.r())).shift(halvings);
    if (inverted) {
      Ball quarter = pi(w).shift(-1);
      result = (x.m().signum() < 0 ? quarter.negate() : quarter).minus(result, w);
    }
    return result.round(prec);
  }
}
