package dev.rewardgrader.grade.swe.logs;

/**
 * The next place of a text at or after a position that only moves on: each character of the log is
 * looked at once, however often it is asked.
 */
final class NextIndex {
  /** No further place. Large, and small enough to add a length to. */
  static final int NONE = Integer.MAX_VALUE / 2;

  private final String log;
  private final String text;
  private int found = -1;

  NextIndex(String log, String text) {
    this.log = log;
    this.text = text;
  }

  /** First place at or after {@code position}, or {@link #NONE}. */
  int from(int position) {
    if (found < position) {
      int at = log.indexOf(text, position);
      found = at < 0 ? NONE : at;
    }
    return found;
  }

  /** Last place that lies wholly in {@code log[start, end)}, or -1; no later place is asked for. */
  int last(int start, int end) {
    int last = -1;
    for (int at = from(start); at + text.length() <= end; at = from(at + 1)) {
      last = at;
    }
    return last;
  }
}
