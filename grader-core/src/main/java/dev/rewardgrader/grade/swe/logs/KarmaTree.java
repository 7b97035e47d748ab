package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.ArrayDeque;
import java.util.Deque;

/** The suites of a Karma spec report; a suite is left where the indentation first shrinks. */
final class KarmaTree {
  private static final String JOINT = " > ";

  private final String log;
  private final StatusMap out;

  /** The names of the open suites, each with its joint; and how long this was before each. */
  private final NamePrefix prefix;

  private final Deque<Integer> suites = new ArrayDeque<>();
  private final NextIndex browser;
  private int indent = -1;
  private boolean started;

  KarmaTree(String log, StatusMap out) {
    this.log = log;
    this.out = out;
    prefix = out.prefix();
    browser = new NextIndex(log, "Starting browser");
  }

  void parse() {
    Lines.until(log, 0, log.length(), this::line);
  }

  private boolean line(int start, int end) {
    if (Lines.startsWith(log, start, end, "SUMMARY:")) {
      return false;
    }
    if (browser.from(start) < end) {
      started = true;
    } else if (started) {
      result(start, end);
    }
    return true;
  }

  private void result(int start, int end) {
    int mark = PyText.skipSpaces(log, start, end);
    char c = mark < end ? log.charAt(mark) : '\n';
    boolean marked =
        (c == '✔' || c == '✖') && mark + 1 < end && PyText.isSpace(log.charAt(mark + 1));
    if (marked) {
      out.put(log, mark + 2, end, c == '✔' ? TestStatus.PASSED : TestStatus.FAILED);
    } else if (mark - start > 1) {
      // The last whitespace before a name is no indentation.
      suite(mark - start - 1, mark, end);
    }
  }

  private void suite(int width, int start, int end) {
    if (width > indent) {
      suites.push(prefix.length());
      prefix.add(log, start, end);
      prefix.add(JOINT, 0, JOINT.length());
    } else if (width < indent) {
      if (suites.isEmpty()) {
        throw new LogFaultException(
            LogFault.MISSING_PART, "the indentation shrinks where no suite is open");
      }
      prefix.cut(suites.pop());
    }
    indent = width;
  }
}
