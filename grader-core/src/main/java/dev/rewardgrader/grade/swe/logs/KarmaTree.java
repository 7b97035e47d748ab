package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.ArrayDeque;
import java.util.Deque;

/** The suites of a Karma spec report; a suite is left where the indentation first shrinks. */
final class KarmaTree {
  private final String log;
  private final StatusMap out;

  /** The names of the open suites, each with its joint; and how long this was before each. */
  private final StringBuilder prefix = new StringBuilder();

  private final Deque<Integer> suites = new ArrayDeque<>();
  private final NextIndex browser;
  private int indent = -1;
  private boolean started;

  /** Whether results do not have this prefix yet. */
  private boolean changed;

  KarmaTree(String log, StatusMap out) {
    this.log = log;
    this.out = out;
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
      if (changed) {
        out.prefix(prefix);
        changed = false;
      }
      out.put(log, mark + 2, end, c == '✔' ? TestStatus.PASSED : TestStatus.FAILED);
    } else if (mark - start > 1) {
      // The last whitespace before a name is no indentation.
      suite(mark - start - 1, mark, end);
    }
  }

  private void suite(int width, int start, int end) {
    changed |= width != indent;
    if (width > indent) {
      suites.push(prefix.length());
      prefix.append(log, start, end).append(" > ");
    } else if (width < indent) {
      if (suites.isEmpty()) {
        throw new LogFaultException(
            LogFault.MISSING_PART, "the indentation shrinks where no suite is open");
      }
      prefix.setLength(suites.pop());
    }
    indent = width;
  }
}
