package dev.rewardgrader.grade.math.exact;

import java.math.BigInteger;

/**
 * Arithmetic modulo one of a few 62-bit primes p = 1 (mod 8·3·5·…·43): -1 and every prime up to 43
 * have square roots there, so that the usual square-root towers embed. Residues are kept in
 * Montgomery form.
 */
final class PrimeField {
  private static final long[] PRIMES = {
    4552800943421170441L, 4500469898094490321L, 4343476762114449961L, 3820166308847648761L,
        3506180036887568041L,
    3139862719600807201L, 3035200628947446961L, 2825876447640726481L, 2616552266334006001L,
        2564221221007325881L,
    2354897039700605401L, 2302565994373925281L, 1465269269147043361L, 1308276133167003001L,
        994289861206922281L,
    941958815880242161L, 889627770553562041L, 313986271960080721L
  };

  static final PrimeField[] FIELDS = new PrimeField[PRIMES.length];

  static {
    for (int i = 0; i < PRIMES.length; i++) {
      FIELDS[i] = new PrimeField(PRIMES[i]);
    }
  }

  final long p;
  final long one;
  private final long r2;
  private final long inverse;
  private final BigInteger big;
  private final long nonResidue;

  private PrimeField(long p) {
    this.p = p;
    this.big = BigInteger.valueOf(p);
    long inv = p;
    for (int i = 0; i < 6; i++) {
      inv *= 2 - p * inv;
    }
    this.inverse = -inv;
    this.one = BigInteger.ONE.shiftLeft(64).mod(big).longValue();
    this.r2 = BigInteger.ONE.shiftLeft(128).mod(big).longValue();
    long candidate = 47;
    while (isSquare(from(candidate))) {
      candidate++;
    }
    this.nonResidue = from(candidate);
  }

  /** The residue of a number below p. */
  long from(long small) {
    return mul(small, r2);
  }

  long from(BigInteger n) {
    if (n.bitLength() < 62) {
      long v = n.longValue();
      return v >= 0 ? from(v % p) : neg(from(-v % p));
    }
    return from(n.mod(big).longValue());
  }

  long add(long a, long b) {
    long s = a + b;
    return s >= p ? s - p : s;
  }

  long sub(long a, long b) {
    long d = a - b;
    return d < 0 ? d + p : d;
  }

  long neg(long a) {
    return a == 0 ? 0 : p - a;
  }

  long mul(long a, long b) {
    long hi = Math.multiplyHigh(a, b);
    long lo = a * b;
    long q = lo * inverse;
    long t = hi + Math.unsignedMultiplyHigh(q, p) + (lo != 0 ? 1 : 0);
    return t >= p ? t - p : t;
  }

  long pow(long a, long n) {
    long result = one;
    long square = a;
    for (long k = n; k != 0; k >>>= 1) {
      if ((k & 1) != 0) {
        result = mul(result, square);
      }
      square = mul(square, square);
    }
    return result;
  }

  /** {@code a} to any integer power; {@code a} must not be zero when the power is negative. */
  long pow(long a, BigInteger n) {
    if (a == 0) {
      return n.signum() == 0 ? one : 0;
    }
    return pow(a, n.mod(BigInteger.valueOf(p - 1)).longValue());
  }

  long inv(long a) {
    return pow(a, p - 2);
  }

  boolean isSquare(long a) {
    return a == 0 || pow(a, (p - 1) / 2) == one;
  }

  /**
   * A square root (Tonelli and Shanks), always the same one of the two; {@code a} must be a square.
   */
  long sqrt(long a) {
    if (a == 0) {
      return 0;
    }
    int s = Long.numberOfTrailingZeros(p - 1);
    long q = (p - 1) >>> s;
    long c = pow(nonResidue, q);
    long x = pow(a, (q + 1) / 2);
    long t = pow(a, q);
    int m = s;
    while (t != one) {
      int i = 0;
      long u = t;
      while (u != one) {
        u = mul(u, u);
        i++;
      }
      long b = c;
      for (int j = 0; j < m - i - 1; j++) {
        b = mul(b, b);
      }
      x = mul(x, b);
      c = mul(b, b);
      t = mul(t, c);
      m = i;
    }
    return x;
  }
}
