package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.Arrays;
import java.util.Objects;

/**
 * Numbers names from 0 in the order they are first seen. Logs can hold millions of results: a name
 * is kept only if it is new, on pages with others, and becomes a string when it is asked for.
 *
 * <p>Names wait until {@link #resolve} gives them their numbers. Where there are so many that each
 * is far from the last one in memory, some should gather, so that the machine fetches the places of
 * several at once; where all are near, {@link #number} is for one.
 */
final class NameTable {
  /** Names of fewer characters are compared one by one. */
  private static final int SHORT = 12;

  /** The most names that wait. */
  static final int MOST_WAITING = 128;

  /** Slots that a processor has at hand. */
  private static final int NEAR_SLOTS = 1 << 13;

  /** Characters on a page of names, at first and at most; a longer name has its own page. */
  private static final int SMALL_PAGE = 1 << 9;

  private static final int LARGE_PAGE = 1 << 20;

  /** The kept names, one after the other; none goes over two pages. */
  private char[][] pages = {new char[SMALL_PAGE]};

  /** How many pages there are, and how much of the last one is taken. */
  private int pageCount = 1;

  private int taken;

  /** By the number of a name: its page above its place there; and its length. */
  private long[] places = new long[16];

  private int[] lengths = new int[16];

  /** An open-addressed table: the hash of a name above its number plus 1; 0 where none is. */
  private long[] slots = new long[32];

  /** How many bits of a hash choose no slot. */
  private int shift = Integer.SIZE - 5;

  private int size;

  private final NamePrefix prefix = new NamePrefix();

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
    long place = places[Objects.checkIndex(number, size)];
    return new String(pages[(int) (place >>> 32)], (int) place, lengths[number]);
  }

  /** What all names from now on begin with; at first nothing. */
  NamePrefix prefix() {
    return prefix;
  }

  /** Lets the prefix and {@code text[start, end)} wait; returns the length of the name. */
  int add(String text, int start, int end) {
    int from = begin(end - start);
    int to = from + prefix.length();
    NamePrefix.copy(text, start, end, chars, to);
    return end(from, to + end - start);
  }

  /** As {@link #add}, with a single space for every run of whitespace after the prefix. */
  int addCollapsed(String text, int start, int end) {
    int from = begin(end - start);
    int to = from + prefix.length();
    for (int i = start; i < end; ) {
      char c = text.charAt(i++);
      if (PyText.isSpace(c)) {
        c = ' ';
        i = PyText.skipSpaces(text, i, end);
      }
      chars[to++] = c;
    }
    return end(from, to);
  }

  /** Begins a name with the prefix and makes room for the rest; returns where it begins. */
  private int begin(int rest) {
    int from = waiting == 0 ? 0 : ends[waiting - 1];
    int length = from + prefix.length() + rest;
    if (length > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(length, 2 * chars.length));
    }
    prefix.copyTo(chars, from);
    return from;
  }

  private int end(int from, int to) {
    ends[waiting] = to;
    int known = from + NameHash.inWords(prefix.length());
    hashes[waiting++] = NameHash.of(prefix.hash(), chars, from, known, to);
    return to - from;
  }

  /** How many names wait. */
  int waiting() {
    return waiting;
  }

  /** Whether no more names can wait. */
  boolean isFull() {
    return waiting == MOST_WAITING;
  }

  /** Whether the places of all names are at hand, so that none needs to wait for others. */
  boolean isNear() {
    return slots.length <= NEAR_SLOTS;
  }

  /** The number of the prefix and {@code text[start, end)}, at once; no name waits. */
  int number(String text, int start, int end) {
    return prefix.length() == 0 ? plain(text, start, end) : prefixed(text, start, end);
  }

  private int prefixed(String text, int start, int end) {
    int length = add(text, start, end);
    waiting = 0;
    return number(hashes[0], 0, length);
  }

  /** Looks the name up before it is copied. */
  private int plain(String text, int start, int end) {
    int hash = NameHash.of(text, start, end);
    int mask = slots.length - 1;
    for (int slot = hash >>> shift; slots[slot] != 0; slot = (slot + 1) & mask) {
      if ((int) (slots[slot] >>> 32) == hash && isName((int) slots[slot] - 1, text, start, end)) {
        return (int) slots[slot] - 1;
      }
    }
    return prefixed(text, start, end);
  }

  private boolean isName(int number, String text, int start, int end) {
    if (lengths[number] != end - start) {
      return false;
    }
    char[] page = pages[(int) (places[number] >>> 32)];
    int place = (int) places[number] - start;
    for (int i = start; i < end; i++) {
      if (page[place + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
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
    return slots[slot] == 0 ? insert(slot, hash, from, to) : (int) slots[slot] - 1;
  }

  /** The number of a name, or -1; names that wait have none yet. */
  int find(String known) {
    char[] text = known.toCharArray();
    int hash = NameHash.of(known, 0, text.length);
    return (int) slots[slot(hash, text, 0, text.length)] - 1;
  }

  /** Gives back the room that waiting takes; no name is added afterwards. */
  void close() {
    chars = new char[0];
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
    int number = (int) entry - 1;
    int length = to - from;
    if (lengths[number] != length) {
      return false;
    }
    char[] page = pages[(int) (places[number] >>> 32)];
    int place = (int) places[number];
    if (length >= SHORT) {
      return Arrays.equals(page, place, place + length, text, from, to);
    }
    for (int i = 0; i < length; i++) {
      if (page[place + i] != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Keeps the name {@code chars[from, to)}. */
  private int insert(int slot, int hash, int from, int to) {
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
      lengths = Arrays.copyOf(lengths, 2 * size);
    }
    int length = to - from;
    if (length > pages[pageCount - 1].length - taken) {
      turnPage(length);
    }
    System.arraycopy(chars, from, pages[pageCount - 1], taken, length);
    places[size] = (long) (pageCount - 1) << 32 | taken;
    lengths[size++] = length;
    taken += length;
    slots[slot] = (long) hash << 32 | size;
    if (3L * size > 2L * slots.length) {
      grow();
    }
    return size - 1;
  }

  private void turnPage(int length) {
    int usual = Math.min(LARGE_PAGE, SMALL_PAGE << Math.min(pageCount, Short.SIZE));
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, 2 * pageCount);
    }
    pages[pageCount++] = new char[Math.max(usual, length)];
    taken = 0;
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
