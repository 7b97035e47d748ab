package dev.rewardgrader.grade.sql.result;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Short names for a result, for voting and caching: equal results have equal fingerprints. Values
 * are compared as Python compares them.
 *
 * @param bag row order does not count, repetitions do; column names do not count
 * @param ordered row order counts; column names do not
 * @param set neither row order nor repetitions count; column names do not
 * @param named row order and column names count
 */
public record Fingerprint(String bag, String ordered, String set, String named) {
  private static final long SEED_A = 0x9E3779B97F4A7C15L;
  private static final long SEED_B = 0xC2B2AE3D27D4EB4FL;

  /** The fingerprints of a result. */
  public static Fingerprint of(ResultTable table) {
    long startA = start(table, SEED_A);
    long startB = start(table, SEED_B);
    long bagA = 0;
    long bagB = 0;
    long listA = startA;
    long listB = startB;
    long setA = table.columnCount();
    long setB = table.columnCount();
    boolean repeats = table.distinctRows().size() < table.rowCount();
    Set<RowKey> seen = repeats ? new HashSet<>() : Set.of();
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
      if (!repeats || seen.add(row)) {
        setA += a;
        setB += b;
      }
      listA = mix(listA ^ a);
      listB = mix(listB ^ b);
    }
    long namedA = listA;
    long namedB = listB;
    for (String name : table.columns()) {
      namedA = mix(namedA ^ value(name));
      namedB = mix(namedB + value(name) * SEED_A);
    }
    return new Fingerprint(
        hex(mix(bagA ^ startA), mix(bagB ^ startB)),
        hex(listA, listB),
        hex(mix(setA), mix(setB)),
        hex(namedA, namedB));
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
