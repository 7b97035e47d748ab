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

  /** The most names that wait. */
  static final int MOST_WAITING = 128;

  /** Where the names that wait begin and how long they are, and their hashes. */
  private final int[] waitingBegins = new int[MOST_WAITING];

  private final int[] waitingSizes = new int[MOST_WAITING];
  private final int[] hashes = new int[MOST_WAITING];
  private int waiting;

  /** Kept so that no compiler leaves out what gives it. */
  private long fetched;

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

  /** Whether the name {@code text[start, end)} needs no search. */
  boolean isSingle(int start, int end) {
    return end - start == 1 && text.charAt(start) < singles.length;
  }

  /** The number of such a name, at once. */
  int single(int start) {
    char name = text.charAt(start);
    if (singles[name] == 0) {
      singles[name] = added(start, 1) + 1;
    }
    return singles[name] - 1;
  }

  int waiting() {
    return waiting;
  }

  /** Lets any other name wait; returns whether no more can. */
  boolean add(int start, int end) {
    waitingBegins[waiting] = start;
    waitingSizes[waiting++] = end - start;
    return waiting == MOST_WAITING;
  }

  /** Writes the numbers of the names that wait, and returns how many; none waits then. */
  int resolve(int[] numbers) {
    int count = waiting;
    waiting = 0;
    for (int i = 0; i < count; i++) {
      hashes[i] = hash(waitingBegins[i], waitingBegins[i] + waitingSizes[i]);
    }
    // The slots of many names are far from each other: the machine fetches several at once, where
    // nothing else is done between them.
    long all = fetched;
    for (int i = 0; i < count; i++) {
      all ^= slots[hashes[i] >>> shift];
    }
    fetched = all;
    for (int i = 0; i < count; i++) {
      numbers[i] = find(i);
    }
    return count;
  }

  private int find(int i) {
    int start = waitingBegins[i];
    int length = waitingSizes[i];
    int hash = hashes[i];
    int mask = slots.length - 1;
    int slot = hash >>> shift;
    while (slots[slot] != 0) {
      int number = (int) slots[slot] - 1;
      if ((int) (slots[slot] >>> 32) == hash
          && sizes[number] == length
          && same(begins[number], start, length)) {
        return number;
      }
      slot = (slot + 1) & mask;
    }
    int number = added(start, length);
    slots[slot] = (long) hash << 32 | number + 1;
    if (3L * size > 2L * slots.length) {
      grow();
    }
    return number;
  }

  private int added(int start, int length) {
    if (size == sizes.length) {
      begins = Arrays.copyOf(begins, 2 * size);
      sizes = Arrays.copyOf(sizes, 2 * size);
    }
    begins[size] = start;
    sizes[size] = length;
    return size++;
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
