package dev.rewardgrader.grade.sql.result;

import java.util.HexFormat;

/**
 * A short name for a result, for voting and caching: equal results have equal fingerprints. Values
 * are compared as Python compares them; column names do not count.
 *
 * @param bag row order does not count, repetitions do
 * @param ordered row order counts
 */
public record Fingerprint(String bag, String ordered) {
  private static final long SEED_A = 0x9E3779B97F4A7C15L;
  private static final long SEED_B = 0xC2B2AE3D27D4EB4FL;

  /** Both fingerprints of a result. */
  public static Fingerprint of(ResultTable table) {
    long startA = start(table, SEED_A);
    long startB = start(table, SEED_B);
    long bagA = 0;
    long bagB = 0;
    long listA = startA;
    long listB = startB;
    for (RowKey row : table.rowKeys()) {
      long a = SEED_A;
      long b = SEED_B;
      for (int i = 0; i < row.size(); i++) {
        long value = value(row.get(i));
        a = mix(a ^ value);
        b = mix(b + value * SEED_A);
      }
      bagA += a;
      bagB += b;
      listA = mix(listA ^ a);
      listB = mix(listB ^ b);
    }
    return new Fingerprint(hex(mix(bagA ^ startA), mix(bagB ^ startB)), hex(listA, listB));
  }

  private static long start(ResultTable table, long seed) {
    return mix(seed ^ (((long) table.rowCount() << 32) + table.columnCount()));
  }

  /** 64 bits of a value; equal values have equal ones. */
  private static long value(Object key) {
    return switch (key) {
      case null -> SEED_B;
      case Long number -> mix(number + SEED_A);
      case Double number -> mix(Double.doubleToLongBits(number) ^ SEED_B);
      case String text -> {
        long hash = SEED_A + text.length();
        for (int i = 0; i < text.length(); i++) {
          hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        yield mix(hash + 1);
      }
      default -> mix(key.hashCode() + SEED_A + 2);
    };
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  private static String hex(long a, long b) {
    return HexFormat.of().toHexDigits(a) + HexFormat.of().toHexDigits(b);
  }
}
