package dev.rewardgrader.grade.swe.logs;

/** Ends of lines, remembered: many questions about one line cost one search. */
final class LineEnds {
  private final String log;
  private int knownFrom = 1;
  private int knownTo;

  LineEnds(String log) {
    this.log = log;
  }

  /** Index of the next {@code \n} at or after {@code position}, or the length of the log. */
  int of(int position) {
    if (position < knownFrom || position > knownTo) {
      knownFrom = position;
      knownTo = Lines.lineEnd(log, position, log.length());
    }
    return knownTo;
  }

  /** Whether a line ends at {@code position} with a newline and not with the log. */
  boolean hasNewline(int position) {
    return position < log.length();
  }
}
