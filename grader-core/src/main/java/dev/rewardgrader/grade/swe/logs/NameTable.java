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

  private static final long SEED = ThreadLocalRandom.current().nextLong();

  private String[] names = new String[16];

  /** An open-addressed table: the hash of a name above its number plus 1; 0 where none is. */
  private long[] slots = new long[32];

  private int size;

  /** The name that is being put together. */
  private char[] name = new char[128];

  private int length;

  int size() {
    return size;
  }

  String name(int number) {
    return names[Objects.checkIndex(number, size)];
  }

  /** Adds {@code text[start, end)} to the name that {@link #number} will ask for. */
  void add(String text, int start, int end) {
    int after = room(end - start);
    text.getChars(start, end, name, length);
    length = after;
  }

  /** As {@link #add(String, int, int)}. */
  void add(StringBuilder text) {
    int after = room(text.length());
    text.getChars(0, text.length(), name, length);
    length = after;
  }

  private int room(int more) {
    int after = length + more;
    if (after > name.length) {
      name = Arrays.copyOf(name, Math.max(after, 2 * name.length));
    }
    return after;
  }

  /** How long the name is so far. */
  int length() {
    return length;
  }

  /** The number of the name that was put together, which is new if it is the old size. */
  int number() {
    int hash = hash(name, length);
    int slot = slot(hash, name, length);
    if (slots[slot] == 0) {
      slot = insert(slot, hash, new String(name, 0, length));
    }
    length = 0;
    return (int) slots[slot] - 1;
  }

  /** The number of a name, or -1. */
  int find(String known) {
    char[] chars = known.toCharArray();
    return (int) slots[slot(hash(chars, chars.length), chars, chars.length)] - 1;
  }

  /** Forgets the room that putting names together took. */
  void close() {
    name = new char[0];
  }

  private int slot(int hash, char[] chars, int count) {
    int mask = slots.length - 1;
    int slot = hash & mask;
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
    if (3L * size <= 2L * slots.length) {
      return slot;
    }
    grow();
    int mask = slots.length - 1;
    int moved = hash & mask;
    while ((int) slots[moved] != size) {
      moved = (moved + 1) & mask;
    }
    return moved;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    int mask = slots.length - 1;
    for (long entry : old) {
      if (entry != 0) {
        int slot = (int) (entry >>> 32) & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = entry;
      }
    }
  }

  /** Four characters at a time: both halves of a product with a key that nobody else knows. */
  private static int hash(char[] chars, int count) {
    long hash = SEED ^ count;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      long word =
          (long) chars[i]
              | (long) chars[i + 1] << 16
              | (long) chars[i + 2] << 32
              | (long) chars[i + 3] << 48;
      hash = mixed(hash ^ word);
    }
    long rest = 0;
    for (; i < count; i++) {
      rest = rest << 16 | chars[i];
    }
    hash = mixed(hash ^ rest);
    return (int) (hash ^ hash >>> 32);
  }

  private static long mixed(long value) {
    // A product with 0 would forget what came before.
    long factor = value == 0 ? SEED : value;
    return factor * KEY ^ Math.unsignedMultiplyHigh(factor, KEY);
  }
}
