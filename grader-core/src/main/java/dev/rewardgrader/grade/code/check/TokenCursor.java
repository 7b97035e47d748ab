package dev.rewardgrader.grade.code.check;

/** Walks over the tokens of an output, which stand between blanks, without copying it. */
final class TokenCursor {
  private final byte[] bytes;
  private final boolean[] blanks;
  private int position;
  private int line = 1;

  /** Where the token that {@link #next} found starts and ends. */
  int start;

  int end;

  /** The token's number, from 1. */
  int number;

  TokenCursor(byte[] bytes) {
    this(bytes, Blanks.SPACE);
  }

  TokenCursor(byte[] bytes, boolean[] blanks) {
    this.bytes = bytes;
    this.blanks = blanks;
  }

  boolean next() {
    while (position < bytes.length && blanks[bytes[position] & 0xff]) {
      if (bytes[position] == '\n') {
        line++;
      }
      position++;
    }
    if (position == bytes.length) {
      return false;
    }
    start = position;
    while (position < bytes.length && !blanks[bytes[position] & 0xff]) {
      position++;
    }
    end = position;
    number++;
    return true;
  }

  /** The line of the current token, or of the end, from 1. */
  int line() {
    return line;
  }

  String text() {
    return Outputs.quote(bytes, start, end);
  }

  /** The token as Latin-1 text, so that bytes beyond ASCII stay apart. */
  String latin() {
    return Outputs.latin(bytes, start, end);
  }
}
