package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.grade.swe.python.PyText;
import java.util.ArrayList;
import java.util.List;

/** The suites of a Karma spec report; a suite is left where the indentation first shrinks. */
final class KarmaTree {
  private final String log;
  private final StatusMap out;
  private final List<String> suites = new ArrayList<>();
  private final NextIndex browser;
  private int indent = -1;
  private boolean started;

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
      String name = log.substring(mark + 2, end);
      out.put(
          suites.isEmpty() ? name : String.join(" > ", suites) + " > " + name,
          c == '✔' ? TestStatus.PASSED : TestStatus.FAILED);
    } else if (mark - start > 1) {
      // The last whitespace before a name is no indentation.
      suite(mark - start - 1, log.substring(mark, end));
    }
  }

  private void suite(int width, String name) {
    if (width > indent) {
      suites.add(name);
    } else if (width < indent) {
      if (suites.isEmpty()) {
        throw new LogFaultException(
            LogFault.MISSING_PART, "the indentation shrinks where no suite is open");
      }
      suites.removeLast();
    }
    indent = width;
  }
}
