package dev.rewardgrader.grade.math.expr;

import java.math.BigInteger;

/** An exact rational in lowest terms with a positive denominator. */
public record Rational(BigInteger num, BigInteger den) implements Comparable<Rational> {
  public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
  public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

  /** The quotient {@code num / den}; the denominator must not be zero. */
  public static Rational of(BigInteger num, BigInteger den) {
    if (den.signum() < 0) {
      return of(num.negate(), den.negate());
    }
    if (den.equals(BigInteger.ONE)) {
      return new Rational(num, den);
    }
    BigInteger g = num.gcd(den);
    return g.equals(BigInteger.ONE)
        ? new Rational(num, den)
        : new Rational(num.divide(g), den.divide(g));
  }

  public static Rational of(BigInteger whole) {
    return new Rational(whole, BigInteger.ONE);
  }

  public static Rational of(long whole) {
    return new Rational(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  public Rational plus(Rational o) {
    if (isInteger() && o.isInteger()) {
      return of(num.add(o.num));
    }
    return of(num.multiply(o.den).add(o.num.multiply(den)), den.multiply(o.den));
  }

  public Rational minus(Rational o) {
    return plus(o.negate());
  }

  public Rational times(Rational o) {
    return of(num.multiply(o.num), den.multiply(o.den));
  }

  /** The quotient, or null when {@code o} is zero. */
  public Rational over(Rational o) {
    return o.signum() == 0 ? null : of(num.multiply(o.den), den.multiply(o.num));
  }

  /** This number to an integer power; null for zero to a negative power. */
  public Rational pow(int n) {
    if (n >= 0) {
      return new Rational(num.pow(n), den.pow(n));
    }
    return signum() == 0 ? null : of(den.pow(-n), num.pow(-n));
  }

  public Rational negate() {
    return new Rational(num.negate(), den);
  }

  public Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  public int signum() {
    return num.signum();
  }

  public boolean isInteger() {
    return den.equals(BigInteger.ONE);
  }

  /** The size in bits of the larger part: what further arithmetic will cost. */
  public int bits() {
    return Math.max(num.bitLength(), den.bitLength());
  }

  @Override
  public int compareTo(Rational o) {
    return num.multiply(o.den).compareTo(o.num.multiply(den));
  }

  @Override
  public String toString() {
    return isInteger() ? num.toString() : num + "/" + den;
  }
}
