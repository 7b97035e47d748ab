package dev.rewardgrader.grade.sql.result;

import java.util.HexFormat;
import java.util.List;

/**
 * A short name for a result, for voting and caching: equal results have equal fingerprints. Values
 * are compared as Python compares them; column names do not count.
 */
public final class Fingerprint {
  private static final long SEED_A = 0x9E3779B97F4A7C15L;
  private static final long SEED_B = 0xC2B2AE3D27D4EB4FL;

  private Fingerprint() {}

  /** Row order counts. */
  public static String ordered(ResultTable table) {
    long a = start(table, SEED_A);
    long b = start(table, SEED_B);
    for (Object[] row : table.rows()) {
      a = mix(a ^ row(row, SEED_A));
      b = mix(b ^ row(row, SEED_B));
    }
    return hex(a, b);
  }

  /** Row order does not count, repetitions do. */
  public static String bag(ResultTable table) {
    long a = 0;
    long b = 0;
    for (Object[] row : table.rows()) {
      a += row(row, SEED_A);
      b += row(row, SEED_B);
    }
    return hex(mix(a ^ start(table, SEED_A)), mix(b ^ start(table, SEED_B)));
  }

  private static long start(ResultTable table, long seed) {
    return mix(seed ^ (((long) table.rowCount() << 32) + table.columnCount()));
  }

  private static long row(Object[] row, long seed) {
    List<Object> keys = PyValue.rowKey(row);
    long hash = seed;
    for (Object key : keys) {
      hash = mix(hash ^ value(key, seed));
    }
    return hash;
  }

  private static long value(Object key, long seed) {
    return switch (key) {
      case null -> seed;
      case Long number -> mix(number + seed);
      case Double number -> mix(Double.doubleToLongBits(number) ^ seed);
      case String text -> {
        long hash = seed + text.length();
        for (int i = 0; i < text.length(); i++) {
          hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        yield mix(hash + 1);
      }
      default -> mix(key.hashCode() + seed + 2);
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
