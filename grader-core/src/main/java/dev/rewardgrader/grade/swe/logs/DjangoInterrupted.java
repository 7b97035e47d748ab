package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;

/**
 * Django tests whose {@code ok} was pushed to a line of its own by one of three known messages:
 * what stands before {@code ... MESSAGE} on its line passed.
 */
final class DjangoInterrupted {
  private static final String DOTS = "...";
  private static final String INSTALLED = "Testing against Django installed in ";
  private static final String SILENCED = " silenced).\nok";
  private static final String SERVER_ERROR = "Internal Server Error: /";
  private static final String CHECK = "System check identified no issues (0 silenced)\nok";

  private final String log;
  private final StatusMap out;
  private final LineEnds lineEnds;

  DjangoInterrupted(String log, StatusMap out) {
    this.log = log;
    this.out = out;
    lineEnds = new LineEnds(log);
  }

  /** From the end of the message's beginning to the end of the whole match, or -1. */
  @FunctionalInterface
  private interface Rest {
    int end(int from);
  }

  void find() {
    int[] silenced = {0};
    find(INSTALLED, from -> afterSilenced(from, silenced));
    find(SERVER_ERROR, this::afterServerError);
    find(CHECK, from -> atLineEnd(from) ? from : -1);
  }

  private void find(String message, Rest rest) {
    int free = 0;
    int lineStart = 0;
    int newline = log.indexOf('\n');
    int at = log.indexOf(message);
    while (at >= 0) {
      int dots = at - 1 - DOTS.length();
      // The whitespace before the dots may be a newline: then the name is all of the line it ends.
      while (newline >= 0 && newline < dots - 1) {
        lineStart = newline + 1;
        newline = log.indexOf('\n', lineStart);
      }
      if (dots > 0 && lineStart >= free && hasDots(dots, at)) {
        int end = rest.end(at + message.length());
        if (end >= 0) {
          out.put(log, lineStart, dots - 1, TestStatus.PASSED);
          free = end;
        }
      }
      at = log.indexOf(message, Math.max(free, at + 1));
    }
  }

  private boolean hasDots(int dots, int message) {
    return log.startsWith(DOTS, dots)
        && PyText.isSpace(log.charAt(dots - 1))
        && PyText.isSpace(log.charAt(message - 1));
  }

  /** Ends at the first place at or after {@code from} where the message is over. */
  private int afterSilenced(int from, int[] known) {
    int at = Math.max(from, known[0]);
    if (known[0] < from) {
      at = log.indexOf(SILENCED, from);
      while (at >= 0 && !atLineEnd(at + SILENCED.length())) {
        at = log.indexOf(SILENCED, at + 1);
      }
      known[0] = at < 0 ? NextIndex.NONE : at;
    }
    return known[0] == NextIndex.NONE ? -1 : at + SILENCED.length();
  }

  private int afterServerError(int from) {
    int newline = lineEnds.of(from);
    return newline > from
            && log.charAt(newline - 1) == '/'
            && log.startsWith("ok", newline + 1)
            && atLineEnd(newline + 3)
        ? newline + 3
        : -1;
  }

  private boolean atLineEnd(int at) {
    return at == log.length() || (at < log.length() && log.charAt(at) == '\n');
  }
}
