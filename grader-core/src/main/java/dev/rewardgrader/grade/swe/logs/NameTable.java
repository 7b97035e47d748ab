package dev.rewardgrader.grade.swe.logs;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers names from 0 in the order they are first seen. A name is put together from pieces of
 * text, and becomes a string of its own only if it is new: logs can hold millions of results, and
 * most of them are repeated.
 */
final class NameTable {
  /** Unknown to whoever wrote the log, so that names cannot be made to meet in one slot. */
  private static final long KEY = ThreadLocalRandom.current().nextLong() | 1;

  /** As {@link #KEY}. */
  private static final long SEED = ThreadLocalRandom.current().nextLong();

  /** How many characters are hashed at a time. */
  private static final int WORD = 4;

  /** Pieces of fewer characters are copied one by one. */
  private static final int SHORT = 12;

  private String[] names = new String[16];

  /** An open-addressed table: the hash of a name above its number plus 1; 0 where none is. */
  private long[] slots = new long[32];

  /** How many bits of a hash choose no slot. */
  private int shift = Integer.SIZE - 5;

  private int size;

  /** A name that is looked for, from the prefix on that it has in common with those to come. */
  private char[] name = new char[128];

  private int prefixLength;

  /** The hash of the whole words of the prefix. */
  private long prefixHash = SEED;

  int size() {
    return size;
  }

  String name(int number) {
    return names[Objects.checkIndex(number, size)];
  }

  /** Gives all names from now on a prefix, in place of the last one. */
  void prefix(StringBuilder prefix) {
    reserve(prefix.length());
    prefix.getChars(0, prefix.length(), name, 0);
    prefixLength = prefix.length();
    prefixHash = words(SEED, name, 0, prefixLength);
  }

  int prefixLength() {
    return prefixLength;
  }

  /** The number of the prefix and {@code text[start, end)}, which is new if it is the old size. */
  int number(String text, int start, int end) {
    int length = prefixLength + end - start;
    if (length > name.length) {
      reserve(length);
    }
    if (end - start < SHORT) {
      for (int i = start, to = prefixLength; i < end; i++, to++) {
        name[to] = text.charAt(i);
      }
    } else {
      text.getChars(start, end, name, prefixLength);
    }
    int hash = hash(prefixHash, name, prefixLength & -WORD, length);
    int slot = slot(hash, name, length);
    return slots[slot] == 0
        ? insert(slot, hash, new String(name, 0, length))
        : (int) slots[slot] - 1;
  }

  private void reserve(int length) {
    if (length > name.length) {
      name = Arrays.copyOf(name, Math.max(length, 2 * name.length));
    }
  }

  /** The number of a name, or -1. */
  int find(String known) {
    char[] chars = known.toCharArray();
    return (int) slots[slot(hash(SEED, chars, 0, chars.length), chars, chars.length)] - 1;
  }

  /** Gives back the room that looking for names takes; none is added afterwards. */
  void close() {
    name = new char[0];
  }

  private int slot(int hash, char[] chars, int count) {
    int mask = slots.length - 1;
    int slot = hash >>> shift;
    while (slots[slot] != 0 && !holds(slots[slot], hash, chars, count)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean holds(long entry, int hash, char[] chars, int count) {
    if ((int) (entry >>> 32) != hash) {
      return false;
    }
    String known = names[(int) entry - 1];
    if (known.length() != count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (known.charAt(i) != chars[i]) {
        return false;
      }
    }
    return true;
  }

  private int insert(int slot, int hash, String added) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size + (size >> 1));
    }
    names[size++] = added;
    slots[slot] = (long) hash << 32 | size;
    if (3L * size > 2L * slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    shift--;
    // The first bits of a hash choose its slot, so that both tables are gone through in order.
    int mask = slots.length - 1;
    for (long entry : old) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) >>> shift;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
      }
    }
  }

  private static int hash(long prefix, char[] chars, int from, int to) {
    long hash = words(prefix, chars, from, to);
    long rest = (long) to << 3 * Character.SIZE;
    for (int i = to & -WORD; i < to; i++) {
      rest ^= (long) chars[i] << (i & WORD - 1) * Character.SIZE;
    }
    hash = mixed(hash ^ rest);
    return (int) (hash ^ hash >>> 32);
  }

  /** Four characters at a time, as far as they go. */
  private static long words(long prefix, char[] chars, int from, int to) {
    long hash = prefix;
    for (int i = from; i + WORD <= to; i += WORD) {
      hash =
          mixed(
              hash
                  ^ ((long) chars[i]
                      | (long) chars[i + 1] << 16
                      | (long) chars[i + 2] << 32
                      | (long) chars[i + 3] << 48));
    }
    return hash;
  }

  /** Both halves of a product with a key that nobody else knows. */
  private static long mixed(long value) {
    return (value ^ SEED) * KEY ^ Math.unsignedMultiplyHigh(value, KEY) ^ value;
  }
}
