package dev.rewardgrader.sandboxes.protocol;

/** The numbers of the wire; docs/sandbox.md describes each frame. */
final class Frame {
  static final int VERSION = 1;

  /** Longest piece of a file or of standard input in one frame. */
  static final int CHUNK = 1 << 16;

  static final int LONGEST = 1 << 20;

  static final int HELLO = 1;
  static final int PUT = 2;
  static final int DATA = 3;
  static final int END = 4;
  static final int GET = 5;
  static final int STDIN = 6;
  static final int FILE = 7;
  static final int RUN = 8;
  static final int CANCEL = 9;
  static final int RESET = 10;
  static final int PING = 11;

  static final int OUT_HELLO = 1;
  static final int OUT_OK = 2;
  static final int OUT_FAULT = 3;
  static final int OUT_DATA = 4;
  static final int OUT_NONE = 5;
  static final int OUT_STDOUT = 6;
  static final int OUT_REPORT = 7;
  static final int OUT_RESULT = 8;
  static final int OUT_CANCELLED = 9;

  static final int RUN_KEEPS = 1;
  static final int RUN_REPORTS = 2;
  static final int RUN_PAIRED = 4;

  static final int RESULT_TRUNCATED = 1;
  static final int RESULT_LEFT_FIRST = 2;

  private Frame() {}
}
