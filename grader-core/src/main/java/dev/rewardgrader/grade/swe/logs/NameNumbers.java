package dev.rewardgrader.grade.swe.logs;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Numbers the different names in a text, from 0 in the order they are first seen. */
final class NameNumbers {
  private final String text;

  /** Unknown to whoever wrote the text, so that names cannot be made to meet in one slot. */
  private final int seed = ThreadLocalRandom.current().nextInt();

  /** An open-addressed table: where a known name begins, how long it is, and its number plus 1. */
  private int[] begins = new int[64];

  private int[] lengths = new int[64];
  private int[] numbers = new int[64];
  private int size;

  /** The numbers of names of one character, plus 1: texts can hold most of such names. */
  private final int[] singles = new int[128];

  /** How long the name of each number is. */
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
    if (2 * size >= numbers.length) {
      grow();
    }
    int slot = slot(start, end - start);
    if (numbers[slot] == 0) {
      begins[slot] = start;
      lengths[slot] = end - start;
      sizes[size] = end - start;
      numbers[slot] = ++size;
    }
    return numbers[slot] - 1;
  }

  private int slot(int start, int length) {
    int mask = numbers.length - 1;
    int slot = hash(start, start + length) & mask;
    while (numbers[slot] != 0 && !(lengths[slot] == length && same(begins[slot], start, length))) {
      slot = (slot + 1) & mask;
    }
    return slot;
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
    int[] oldBegins = begins;
    int[] oldLengths = lengths;
    int[] oldNumbers = numbers;
    begins = new int[2 * oldBegins.length];
    lengths = new int[begins.length];
    numbers = new int[begins.length];
    sizes = Arrays.copyOf(sizes, begins.length / 2);
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldNumbers[i] != 0) {
        int slot = slot(oldBegins[i], oldLengths[i]);
        begins[slot] = oldBegins[i];
        lengths[slot] = oldLengths[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }
}
