package dev.rewardgrader.grade.code.check;

/** Sets of bytes that count as blank. */
final class Blanks {
  /** C's {@code isspace}: tab, line feed, vertical tab, form feed, carriage return, space. */
  static final boolean[] SPACE = of("\t\n\u000b\f\r ");

  /** Ruby's {@code rstrip}: as {@link #SPACE}, and NUL. */
  static final boolean[] RUBY = of("\0\t\n\u000b\f\r ");

  /** The separators of code_contests, which lack the form feed. */
  static final boolean[] CODE_CONTESTS = of("\t\n\u000b\r ");

  private Blanks() {}

  private static boolean[] of(String characters) {
    boolean[] set = new boolean[256];
    characters.chars().forEach(c -> set[c] = true);
    return set;
  }

  static boolean isSpace(byte b) {
    return SPACE[b & 0xff];
  }
}
