package dev.rewardgrader.grade.code.check;

/**
 * Walks over the lines of an output without copying it. Blanks at a line's end and blank lines at
 * the output's end are left out.
 */
final class LineCursor {
  private final byte[] bytes;
  private final boolean[] blanks;
  private final int limit;
  private int position;

  /** Where the line that {@link #next} found starts and ends. */
  int start;

  int end;

  /** The line's number, from 1. */
  int number;

  LineCursor(byte[] bytes, boolean[] blanks) {
    this.bytes = bytes;
    this.blanks = blanks;
    int last = bytes.length;
    while (last > 0 && blanks[bytes[last - 1] & 0xff]) {
      last--;
    }
    this.limit = last;
  }

  boolean next() {
    if (position >= limit) {
      return false;
    }
    start = position;
    while (position < limit && bytes[position] != '\n') {
      position++;
    }
    end = position;
    while (end > start && blanks[bytes[end - 1] & 0xff]) {
      end--;
    }
    position++;
    number++;
    return true;
  }

  String text() {
    return Outputs.quote(bytes, start, end);
  }
}
