package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers names from 0 in the order they are first seen. A name becomes a string of its own only if
 * it is new: logs can hold millions of results, and most of their names are repeated.
 *
 * <p>Names wait until {@link #resolve} gives them their numbers. Where there are so many that each
 * is far from the last one in memory, {@link #isFull} lets some gather, so that the machine fetches
 * the places of several at once.
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

  /** The most names that wait. */
  static final int MOST_WAITING = 128;

  /** Slots that a processor has at hand. */
  private static final int NEAR_SLOTS = 1 << 13;

  private String[] names = new String[16];

  /** An open-addressed table: the hash of a name above its number plus 1; 0 where none is. */
  private long[] slots = new long[32];

  /** How many bits of a hash choose no slot. */
  private int shift = Integer.SIZE - 5;

  private int size;

  private char[] prefix = new char[0];

  /** The hash of the whole words of the prefix. */
  private long prefixHash = SEED;

  /** The names that wait, one after the other, and where each ends. */
  private char[] chars = new char[512];

  private final int[] ends = new int[MOST_WAITING];
  private final int[] hashes = new int[MOST_WAITING];
  private int waiting;

  /** Kept so that no compiler leaves out what gives it. */
  private long fetched;

  int size() {
    return size;
  }

  String name(int number) {
    return names[Objects.checkIndex(number, size)];
  }

  /** Gives all names from now on a prefix, in place of the last one. */
  void prefix(StringBuilder text) {
    if (prefix.length != text.length()) {
      prefix = new char[text.length()];
    }
    text.getChars(0, prefix.length, prefix, 0);
    prefixHash = words(SEED, prefix, 0, prefix.length);
  }

  /** Lets the prefix and {@code text[start, end)} wait; returns the length of the name. */
  int add(String text, int start, int end) {
    int from = begin(end - start);
    int to = from + prefix.length;
    if (end - start < SHORT) {
      for (int i = start; i < end; i++) {
        chars[to++] = text.charAt(i);
      }
    } else {
      text.getChars(start, end, chars, to);
      to += end - start;
    }
    return end(from, to);
  }

  /** As {@link #add}, but what follows the prefix has single spaces for its whitespace. */
  int addCollapsed(String text, int start, int end) {
    int first = PyText.skipSpaces(text, start, end);
    int last = PyText.trimEnd(text, first, end);
    int from = begin(last - first);
    int to = from + prefix.length;
    for (int i = first; i < last; ) {
      char c = text.charAt(i++);
      if (PyText.isSpace(c)) {
        c = ' ';
        i = PyText.skipSpaces(text, i, last);
      }
      chars[to++] = c;
    }
    return end(from, to);
  }

  /** Begins a name with the prefix and makes room for the rest; returns where it begins. */
  private int begin(int rest) {
    int from = waiting == 0 ? 0 : ends[waiting - 1];
    int length = from + prefix.length + rest;
    if (length > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(length, 2 * chars.length));
    }
    System.arraycopy(prefix, 0, chars, from, prefix.length);
    return from;
  }

  private int end(int from, int to) {
    ends[waiting] = to;
    hashes[waiting++] = hash(prefixHash, chars, from, from + (prefix.length & -WORD), to);
    return to - from;
  }

  /** How many names wait. */
  int waiting() {
    return waiting;
  }

  /** Whether it is time to resolve the names that wait. */
  boolean isFull() {
    return waiting == MOST_WAITING || slots.length <= NEAR_SLOTS;
  }

  /** Writes the numbers of the names that wait; a new one is the next there is. None waits then. */
  void resolve(int[] numbers) {
    if (waiting > 1) {
      fetched = fetch();
    }
    int from = 0;
    for (int i = 0; i < waiting; i++) {
      numbers[i] = number(hashes[i], from, ends[i]);
      from = ends[i];
    }
    waiting = 0;
  }

  /** Looks at all slots where a search will begin; no look waits for another. */
  private long fetch() {
    long all = fetched;
    for (int i = 0; i < waiting; i++) {
      all ^= slots[hashes[i] >>> shift];
    }
    return all;
  }

  private int number(int hash, int from, int to) {
    int slot = slot(hash, chars, from, to);
    return slots[slot] == 0
        ? insert(slot, hash, new String(chars, from, to - from))
        : (int) slots[slot] - 1;
  }

  /** The number of a name, or -1; names that wait have none yet. */
  int find(String known) {
    char[] text = known.toCharArray();
    int hash = hash(SEED, text, 0, 0, text.length);
    return (int) slots[slot(hash, text, 0, text.length)] - 1;
  }

  /** Gives back the room that waiting takes; no name is added afterwards. */
  void close() {
    chars = new char[0];
    prefix = new char[0];
  }

  private int slot(int hash, char[] text, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash >>> shift;
    while (slots[slot] != 0 && !holds(slots[slot], hash, text, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean holds(long entry, int hash, char[] text, int from, int to) {
    if ((int) (entry >>> 32) != hash) {
      return false;
    }
    String known = names[(int) entry - 1];
    if (known.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (known.charAt(i - from) != text[i]) {
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

  /**
   * The hash of {@code text[start, to)}, of which that of the words before {@code from} is known.
   */
  private static int hash(long known, char[] text, int start, int from, int to) {
    long hash = words(known, text, from, to);
    int length = to - start;
    long rest = (long) length << 3 * Character.SIZE;
    for (int i = length & -WORD; i < length; i++) {
      rest ^= (long) text[start + i] << (i & WORD - 1) * Character.SIZE;
    }
    hash = mixed(hash ^ rest);
    return (int) (hash ^ hash >>> 32);
  }

  /** Four characters at a time, as far as they go. */
  private static long words(long known, char[] text, int from, int to) {
    long hash = known;
    for (int i = from; i + WORD <= to; i += WORD) {
      hash =
          mixed(
              hash
                  ^ ((long) text[i]
                      | (long) text[i + 1] << 16
                      | (long) text[i + 2] << 32
                      | (long) text[i + 3] << 48));
    }
    return hash;
  }

  /** Both halves of a product with a key that nobody else knows. */
  private static long mixed(long value) {
    return (value ^ SEED) * KEY ^ Math.unsignedMultiplyHigh(value, KEY) ^ value;
  }
}
