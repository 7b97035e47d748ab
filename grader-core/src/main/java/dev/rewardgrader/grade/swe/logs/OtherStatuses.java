package dev.rewardgrader.grade.swe.logs;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Words that stand in a log in place of a status and are none, such as {@code PASSEDx}: the last
 * one of each test, and those before it.
 */
final class OtherStatuses {
  /** Ends a word; no word holds it. */
  private static final char END = '\n';

  /** The words that took the place of another or of none, one after the other. */
  private final StringBuilder words = new StringBuilder();

  /** The words whose tests have no number yet, each in its text, and the next to be seen. */
  private final String[] texts = new String[NameTable.MOST_WAITING];

  private final int[] starts = new int[NameTable.MOST_WAITING];
  private final int[] ends = new int[NameTable.MOST_WAITING];
  private int waiting;
  private int next;

  /** By the number of a test: where its last word begins, plus 1; 0 where it has none. */
  private int[] last = new int[16];

  /** Each time that a word took the place of another: the test above where the other begins. */
  private long[] replaced = new long[16];

  private int count;

  /** By the number of a test: where those of it begin, once they are sorted. */
  private int[] begins = new int[0];

  /** Lets the word {@code text[start, end)}, which holds no whitespace, wait for {@link #see}. */
  void add(String text, int start, int end) {
    if (next == waiting) {
      next = 0;
      waiting = 0;
    }
    texts[waiting] = text;
    starts[waiting] = start;
    ends[waiting++] = end;
  }

  /** Gives a test the word that waits longest; returns whether it had another. */
  boolean see(int test) {
    if (test >= last.length) {
      last = Arrays.copyOf(last, Math.max(test + 1, 2 * last.length));
    }
    int before = last[test] - 1;
    String text = texts[next];
    int start = starts[next];
    int end = ends[next++];
    if (before >= 0 && isWord(before, text, start, end)) {
      return false;
    }
    last[test] = words.length() + 1;
    words.append(text, start, end).append(END);
    if (before < 0) {
      return false;
    }
    if (count == replaced.length) {
      replaced = Arrays.copyOf(replaced, 2 * count);
    }
    replaced[count++] = (long) test << 32 | before;
    return true;
  }

  private boolean isWord(int place, String text, int start, int end) {
    int at = place;
    for (int i = start; i < end; i++) {
      if (words.charAt(at++) != text.charAt(i)) {
        return false;
      }
    }
    return words.charAt(at) == END;
  }

  /** The last word of a test that has one. */
  String last(int test) {
    return word(last[test] - 1);
  }

  private String word(int place) {
    return words.substring(place, words.indexOf(String.valueOf(END), place));
  }

  /** Sorts what was seen of so many tests, for {@link #all}; nothing is seen afterwards. */
  void close(int tests) {
    begins = new int[tests + 1];
    for (int i = 0; i < count; i++) {
      begins[test(i)]++;
    }
    for (int test = 0, sum = 0; test <= tests; test++) {
      sum += begins[test];
      begins[test] = sum;
    }
    long[] sorted = new long[count];
    for (int i = count - 1; i >= 0; i--) {
      sorted[--begins[test(i)]] = replaced[i];
    }
    replaced = sorted;
  }

  private int test(int i) {
    return (int) (replaced[i] >>> 32);
  }

  /** The words of a test that has some, each where it was last. */
  Set<String> all(int test) {
    LinkedHashSet<String> latestFirst = new LinkedHashSet<>();
    latestFirst.add(last(test));
    for (int i = begins[test + 1] - 1; i >= begins[test]; i--) {
      latestFirst.add(word((int) replaced[i]));
    }
    return latestFirst.reversed();
  }
}
