package dev.rewardgrader.grade.sql.metric;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which CPython 3.11 lists a set of floats. PaVeRL's row filter compares two such
 * lists, so equal sets can still differ there.
 */
final class PythonSet {
  private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(61).subtract(BigInteger.ONE);
  private static final int PROBES = 9;

  private Double[] table = new Double[8];
  private int used;

  /** The distinct values, in the order of {@code list(set(values))}. */
  static List<Double> order(Iterable<Double> values) {
    PythonSet set = new PythonSet();
    for (Double value : values) {
      set.add(value);
    }
    List<Double> listed = new ArrayList<>();
    for (Double value : set.table) {
      if (value != null) {
        listed.add(value);
      }
    }
    return listed;
  }

  private void add(Double value) {
    int slot = find(table, value);
    if (table[slot] != null) {
      return;
    }
    table[slot] = value;
    used++;
    if (used * 5L >= (table.length - 1) * 3L) {
      grow(used > 50_000 ? used * 2 : used * 4);
    }
  }

  private void grow(int atLeast) {
    int size = 8;
    while (size <= atLeast) {
      size <<= 1;
    }
    Double[] larger = new Double[size];
    for (Double value : table) {
      if (value != null) {
        larger[find(larger, value)] = value;
      }
    }
    table = larger;
  }

  private static int find(Double[] table, Double value) {
    long hash = hash(value);
    long mask = table.length - 1L;
    long perturb = hash;
    long i = hash & mask;
    while (true) {
      int probes = i + PROBES <= mask ? PROBES : 0;
      for (int slot = (int) i; slot <= i + probes; slot++) {
        if (table[slot] == null || table[slot].doubleValue() == value) {
          return slot;
        }
      }
      perturb >>>= 5;
      i = (i * 5 + 1 + perturb) & mask;
    }
  }

  /** {@code hash(float)}: the value modulo the Mersenne prime 2⁶¹-1, as a fraction of integers. */
  private static long hash(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return value > 0 ? 314159 : value < 0 ? -314159 : 0;
    }
    int exponent = value == 0 ? 0 : Math.getExponent(value) - 52;
    BigInteger mantissa = BigInteger.valueOf((long) Math.scalb(Math.abs(value), -exponent));
    BigInteger power =
        BigInteger.TWO.modPow(BigInteger.valueOf(Math.floorMod(exponent, 61)), PRIME);
    long hash = mantissa.multiply(power).mod(PRIME).longValue();
    if (value < 0) {
      hash = -hash;
    }
    return hash == -1 ? -2 : hash;
  }
}
