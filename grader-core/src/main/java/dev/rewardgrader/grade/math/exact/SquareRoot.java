package dev.rewardgrader.grade.math.exact;

import dev.rewardgrader.grade.math.limits.Budget;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The square root of a positive integer as {@code outside · √primes[0] · √primes[1] …} with
 * different primes, whose roots no rational relation ties together.
 */
record SquareRoot(BigInteger outside, long[] primes) {
  private static final int TRIAL_LIMIT = 2000;

  /** Null when the number could not be taken apart by small factors. */
  static SquareRoot of(BigInteger n, Budget budget) {
    if (n.bitLength() > 62) {
      BigInteger[] exact = n.sqrtAndRemainder();
      return exact[1].signum() == 0 ? new SquareRoot(exact[0], new long[0]) : null;
    }
    long rest = n.longValue();
    long outside = 1;
    long[] primes = new long[16];
    int count = 0;
    for (long q = 2; q <= TRIAL_LIMIT && q * q <= rest; q += q == 2 ? 1 : 2) {
      budget.spend((q & 15) == 1 ? 1 : 0);
      while (rest % (q * q) == 0) {
        rest /= q * q;
        outside *= q;
      }
      if (rest % q == 0) {
        rest /= q;
        primes[count++] = q;
      }
    }
    if (rest > 1) {
      long whole = BigInteger.valueOf(rest).sqrt().longValueExact();
      if (whole * whole == rest) {
        outside *= whole;
      } else if (rest > (long) TRIAL_LIMIT * TRIAL_LIMIT) {
        // Not known to be prime: its root may be related to another one.
        return null;
      } else {
        primes[count++] = rest;
      }
    }
    return new SquareRoot(BigInteger.valueOf(outside), Arrays.copyOf(primes, count));
  }
}
