package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.Arrays;

/** What names begin with: those of the suites around a test, of which the last ones change. */
final class NamePrefix {
  /** Pieces of fewer characters are copied one by one. */
  private static final int SHORT = 12;

  private char[] chars = new char[64];
  private int length;

  /** The hash of the whole words, if it is known. */
  private long hash;

  private boolean hashed;

  int length() {
    return length;
  }

  boolean startsWithSpace() {
    return length > 0 && PyText.isSpace(chars[0]);
  }

  /** Drops all but so many characters. */
  void cut(int shorter) {
    length = shorter;
    hashed = false;
  }

  void add(String text, int start, int end) {
    int longer = length + end - start;
    if (longer > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(longer, 2 * chars.length));
    }
    copy(text, start, end, chars, length);
    length = longer;
    hashed = false;
  }

  /** As {@code getChars}, which costs more than it copies where pieces are short. */
  static void copy(String text, int start, int end, char[] target, int at) {
    if (end - start >= SHORT) {
      text.getChars(start, end, target, at);
      return;
    }
    int to = at;
    for (int i = start; i < end; i++) {
      target[to++] = text.charAt(i);
    }
  }

  void copyTo(char[] target, int at) {
    System.arraycopy(chars, 0, target, at, length);
  }

  /** As {@link NameHash#words} of it. */
  long hash() {
    if (!hashed) {
      hash = NameHash.words(chars, length);
      hashed = true;
    }
    return hash;
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
