package dev.rewardgrader.grade.swe.logs;

import java.util.concurrent.ThreadLocalRandom;

/** Hashes of names that nobody can predict, made of four characters at a time. */
final class NameHash {
  /** Unknown to whoever wrote the log, so that names cannot be made to meet in one slot. */
  private static final long KEY = ThreadLocalRandom.current().nextLong() | 1;

  /** As {@link #KEY}; the hash of no words. */
  private static final long SEED = ThreadLocalRandom.current().nextLong();

  private static final int WORD = 4;

  private NameHash() {}

  /** How many of so many characters are in whole words. */
  static int inWords(int length) {
    return length & -WORD;
  }

  /** The hash of the whole words of {@code text[0, length)}. */
  static long words(char[] text, int length) {
    return words(SEED, text, 0, length);
  }

  /**
   * The hash of {@code text[start, to)}, of which that of the words before {@code from} is known.
   */
  static int of(long known, char[] text, int start, int from, int to) {
    long hash = words(known, text, from, to);
    int length = to - start;
    long rest = length(length);
    for (int i = inWords(length); i < length; i++) {
      rest ^= (long) text[start + i] << (i & WORD - 1) * Character.SIZE;
    }
    return folded(mixed(hash ^ rest));
  }

  /** The hash of {@code text[start, end)}. */
  static int of(String text, int start, int end) {
    long hash = SEED;
    int i = start;
    for (; i + WORD <= end; i += WORD) {
      hash =
          mixed(
              hash
                  ^ word(
                      text.charAt(i), text.charAt(i + 1), text.charAt(i + 2), text.charAt(i + 3)));
    }
    long rest = length(end - start);
    for (int shift = 0; i < end; i++, shift += Character.SIZE) {
      rest ^= (long) text.charAt(i) << shift;
    }
    return folded(mixed(hash ^ rest));
  }

  private static long words(long known, char[] text, int from, int to) {
    long hash = known;
    for (int i = from; i + WORD <= to; i += WORD) {
      hash = mixed(hash ^ word(text[i], text[i + 1], text[i + 2], text[i + 3]));
    }
    return hash;
  }

  private static long word(char first, char second, char third, char fourth) {
    return (long) first | (long) second << 16 | (long) third << 32 | (long) fourth << 48;
  }

  /** Where the rest of a name has at most three characters. */
  private static long length(int length) {
    return (long) length << (WORD - 1) * Character.SIZE;
  }

  /** Both halves of a product with a key that nobody else knows. */
  private static long mixed(long value) {
    return (value ^ SEED) * KEY ^ Math.unsignedMultiplyHigh(value, KEY) ^ value;
  }

  private static int folded(long hash) {
    return (int) (hash ^ hash >>> 32);
  }
}
