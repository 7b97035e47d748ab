package dev.rewardgrader.grade.swe.logs;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Numbers the different names in a text, from 0 in the order they are first seen. */
final class NameNumbers {
  private final String text;

  /** Unknown to whoever wrote the text, so that names cannot be made to meet in one slot. */
  private final int seed = ThreadLocalRandom.current().nextInt();

  /** An open-addressed table: the hash of a name above its number plus 1; 0 where none is. */
  private long[] slots = new long[64];

  /** How many bits of a hash choose no slot. */
  private int shift = Integer.SIZE - 6;

  private int size;

  /** The numbers of names of one character, plus 1: texts can hold most of such names. */
  private final int[] singles = new int[128];

  /** Where the name of each number is first, and how long it is. */
  private int[] begins = new int[32];

  private int[] sizes = new int[32];

  NameNumbers(String text) {
    this.text = text;
  }

  int size() {
    return size;
  }

  /** How many characters the name of a number has. */
  int length(int number) {
    return sizes[number];
  }

  /** The number of the name {@code text[start, end)}. */
  int of(int start, int end) {
    char first = text.charAt(start);
    if (end - start > 1 || first >= singles.length) {
      return find(start, end);
    }
    if (singles[first] == 0) {
      singles[first] = find(start, end) + 1;
    }
    return singles[first] - 1;
  }

  private int find(int start, int end) {
    int hash = hash(start, end);
    int mask = slots.length - 1;
    int slot = hash >>> shift;
    while (slots[slot] != 0) {
      int number = (int) slots[slot] - 1;
      if ((int) (slots[slot] >>> 32) == hash
          && sizes[number] == end - start
          && same(begins[number], start, end - start)) {
        return number;
      }
      slot = (slot + 1) & mask;
    }
    if (size == sizes.length) {
      begins = Arrays.copyOf(begins, 2 * size);
      sizes = Arrays.copyOf(sizes, 2 * size);
    }
    begins[size] = start;
    sizes[size++] = end - start;
    slots[slot] = (long) hash << 32 | size;
    if (2 * size > slots.length) {
      grow();
    }
    return size - 1;
  }

  /** As {@code regionMatches}, which costs more than it compares: names of tags are short. */
  private boolean same(int first, int second, int length) {
    int i = 0;
    while (i < length && text.charAt(first + i) == text.charAt(second + i)) {
      i++;
    }
    return i == length;
  }

  private int hash(int start, int end) {
    int hash = seed;
    for (int i = start; i < end; i++) {
      hash = (hash ^ text.charAt(i)) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash;
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
}
