package dev.rewardgrader.grade.math.numeric;

import dev.rewardgrader.grade.math.expr.Rational;
import java.math.BigInteger;

/** A complex number enclosed in two balls; functions take their principal values. */
public record Complex(Ball re, Ball im) {
  static final Complex ZERO = new Complex(Ball.ZERO, Ball.ZERO);
  static final Complex ONE = new Complex(Ball.ONE, Ball.ZERO);
  static final Complex I = new Complex(Ball.ZERO, Ball.ONE);

  /** The rational {@code q} to {@code prec} bits. */
  public static Complex of(Rational q, int prec) {
    return new Complex(Ball.of(q, prec), Ball.ZERO);
  }

  static Complex of(Ball re) {
    return new Complex(re, Ball.ZERO);
  }

  boolean isReal() {
    return im.isExactZero();
  }

  /** Whether both parts may be zero. */
  public boolean containsZero() {
    return re.containsZero() && im.containsZero();
  }

  Complex negate() {
    return new Complex(re.negate(), im.negate());
  }

  Complex plus(Complex o, int prec) {
    return new Complex(re.plus(o.re, prec), im.plus(o.im, prec));
  }

  /** The difference. */
  public Complex minus(Complex o, int prec) {
    return plus(o.negate(), prec);
  }

  Complex times(Complex o, int prec) {
    if (isReal() && o.isReal()) {
      return of(re.times(o.re, prec));
    }
    return new Complex(
        re.times(o.re, prec).minus(im.times(o.im, prec), prec),
        re.times(o.im, prec).plus(im.times(o.re, prec), prec));
  }

  Complex over(Complex o, int prec) {
    if (o.isReal()) {
      return new Complex(re.over(o.re, prec), isReal() ? Ball.ZERO : im.over(o.re, prec));
    }
    Ball norm = o.re.times(o.re, prec).plus(o.im.times(o.im, prec), prec);
    Complex top = times(new Complex(o.re, o.im.negate()), prec);
    return new Complex(top.re.over(norm, prec), top.im.over(norm, prec));
  }

  Ball modulus(int prec) {
    return isReal() ? re.abs() : re.times(re, prec).plus(im.times(im, prec), prec).sqrt(prec);
  }

  /** The argument in (-pi, pi]. */
  Ball argument(int prec) {
    if (isReal()) {
      int sign = re.sign();
      if (sign == 0) {
        throw Unknown.imprecise();
      }
      return sign > 0 ? Ball.ZERO : RealFunctions.pi(prec).round(prec);
    }
    int s = re.sign();
    if (s > 0) {
      return RealFunctions.atan(im.over(re, prec), prec);
    }
    int t = im.sign();
    if (t == 0) {
      throw Unknown.imprecise();
    }
    Ball half = RealFunctions.pi(prec).shift(-1);
    return (t > 0 ? half : half.negate()).minus(RealFunctions.atan(re.over(im, prec), prec), prec);
  }

  Complex exp(int prec) {
    Ball scale = RealFunctions.exp(re, prec);
    if (isReal()) {
      return of(scale);
    }
    Ball[] sc = RealFunctions.sinCos(im, prec);
    return new Complex(scale.times(sc[1], prec), scale.times(sc[0], prec));
  }

  Complex log(int prec) {
    if (re.isExactZero() && isReal()) {
      throw Unknown.undefined();
    }
    return new Complex(RealFunctions.log(modulus(prec), prec), argument(prec));
  }

  Complex sqrt(int prec) {
    if (isReal()) {
      int sign = re.sign();
      if (re.isExactZero()) {
        return ZERO;
      }
      if (sign == 0) {
        if (re.m().signum() == 0 || !re.r().isZero()) {
          // Zero within the radius: both parts are at most sqrt(radius).
          Ball small = re.sqrt(prec);
          return new Complex(small, small);
        }
      }
      return sign > 0 ? of(re.sqrt(prec)) : new Complex(Ball.ZERO, re.negate().sqrt(prec));
    }
    Ball modulus = modulus(prec);
    Ball a = modulus.plus(re, prec).shift(-1);
    Ball b = modulus.minus(re, prec).shift(-1);
    int t = im.sign();
    if (t == 0) {
      throw Unknown.imprecise();
    }
    Ball x = a.sqrt(prec);
    Ball y = b.sqrt(prec);
    return new Complex(x, t > 0 ? y : y.negate());
  }

  Complex pow(Complex o, int prec) {
    if (re.isExactZero() && isReal()) {
      if (o.isReal() && o.re.sign() > 0) {
        return ZERO;
      }
      throw Unknown.undefined();
    }
    return log(prec).times(o, prec).exp(prec);
  }

  Complex pow(BigInteger n, int prec) {
    if (n.signum() < 0) {
      return ONE.over(pow(n.negate(), prec), prec);
    }
    if (isReal()) {
      return of(re.pow(n, prec));
    }
    Complex result = ONE;
    Complex square = this;
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

  /** Sine and cosine together. */
  Complex[] sinCos(int prec) {
    Ball[] sc = RealFunctions.sinCos(re, prec);
    if (isReal()) {
      return new Complex[] {of(sc[0]), of(sc[1])};
    }
    Ball up = RealFunctions.exp(im, prec);
    Ball down = Ball.ONE.over(up, prec);
    Ball cosh = up.plus(down, prec).shift(-1);
    Ball sinh = up.minus(down, prec).shift(-1);
    return new Complex[] {
      new Complex(sc[0].times(cosh, prec), sc[1].times(sinh, prec)),
      new Complex(sc[1].times(cosh, prec), sc[0].times(sinh, prec).negate())
    };
  }

  /** How many leading bits of the larger part are certain. */
  public long certainBits() {
    return isReal() ? re.certainBits() : Math.max(re.certainBits(), im.certainBits());
  }

  @Override
  public String toString() {
    return isReal() ? re.toString() : re + " + " + im + "i";
  }
}
