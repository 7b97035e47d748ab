package dev.rewardgrader.grade.sql.result;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Short names for a result, for voting, caching and quick tests: equal results have equal
 * fingerprints. Values are compared as Python compares them.
 */
public final class Fingerprint {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
  private static final long SEED_A = 0x9E3779B97F4A7C15L;
  private static final long SEED_B = 0xC2B2AE3D27D4EB4FL;

  /** Two times 64 bits. */
  private record Bits(long a, long b) {
    @Override
    public String toString() {
      byte[] digits = new byte[32];
      for (int i = 0; i < 16; i++) {
        digits[i] = DIGITS[(int) (a >>> (60 - 4 * i)) & 15];
        digits[16 + i] = DIGITS[(int) (b >>> (60 - 4 * i)) & 15];
      }
      return new String(digits, StandardCharsets.ISO_8859_1);
    }
  }

  private final Bits bag;
  private final Bits ordered;
  private final Bits set;
  private final Bits named;
  private final boolean repeats;

  /** The fingerprints of a result; {@link ResultTable#fingerprint} keeps them. */
  Fingerprint(ResultTable table) {
    List<RowKey> rows = table.rowKeys();
    int count = rows.size();
    long[] hashes = new long[2 * count];
    long startA = start(table, SEED_A);
    long startB = start(table, SEED_B);
    long bagA = 0;
    long bagB = 0;
    long listA = startA;
    long listB = startB;
    for (int i = 0; i < count; i++) {
      RowKey row = rows.get(i);
      long a = SEED_A;
      long b = SEED_B;
      for (int j = 0; j < row.size(); j++) {
        long value = value(row.get(j));
        a = mix(a ^ value);
        b = mix(b + value * SEED_A);
      }
      hashes[i] = a;
      hashes[count + i] = b;
      bagA += a;
      bagB += b;
      listA = mix(listA ^ a);
      listB = mix(listB ^ b);
    }
    long[] sorted = Arrays.copyOf(hashes, count);
    Arrays.sort(sorted);
    repeats = hasEqualNeighbours(sorted) && table.distinctRows().size() < count;
    long setA = table.columnCount() + (repeats ? 0 : bagA);
    long setB = table.columnCount() + (repeats ? 0 : bagB);
    if (repeats) {
      Set<RowKey> seen = new HashSet<>();
      for (int i = 0; i < count; i++) {
        if (seen.add(rows.get(i))) {
          setA += hashes[i];
          setB += hashes[count + i];
        }
      }
    }
    long namedA = listA;
    long namedB = listB;
    for (String name : table.columns()) {
      namedA = mix(namedA ^ value(name));
      namedB = mix(namedB + value(name) * SEED_A);
    }
    bag = new Bits(mix(bagA ^ startA), mix(bagB ^ startB));
    ordered = new Bits(listA, listB);
    set = new Bits(mix(setA), mix(setB));
    named = new Bits(namedA, namedB);
  }

  /** The fingerprints of a result. */
  public static Fingerprint of(ResultTable table) {
    return table.fingerprint();
  }

  private static boolean hasEqualNeighbours(long[] sorted) {
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        return true;
      }
    }
    return false;
  }

  /** Row order does not count, repetitions do; column names do not count. */
  public String bag() {
    return bag.toString();
  }

  /** Row order counts; column names do not. */
  public String ordered() {
    return ordered.toString();
  }

  /** Neither row order nor repetitions count; column names do not. */
  public String set() {
    return set.toString();
  }

  /** Row order and column names count. */
  public String named() {
    return named.toString();
  }

  /** Whether a row occurs more than once. */
  boolean repeats() {
    return repeats;
  }

  /** Whether the rows may be the same bag; where not, they are not. */
  public boolean mayBeSameBag(Fingerprint other) {
    return bag.equals(other.bag);
  }

  /** Whether the rows may be the same list; where not, they are not. */
  public boolean mayBeSameList(Fingerprint other) {
    return ordered.equals(other.ordered);
  }

  /** Whether the rows may be the same set; where not, they are not. */
  public boolean mayBeSameSet(Fingerprint other) {
    return set.equals(other.set);
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
}
