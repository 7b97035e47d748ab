package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.Arrays;

/** The suites that a line stands in, told by indentation, and their names joined by " - ". */
final class SuitePath {
  private static final String JOINT = " - ";

  private final StatusMap out;
  private final NamePrefix prefix;

  /** The indents of the open suites, and how long the prefix was before each. */
  private int[] indents = new int[16];

  private int[] lengths = new int[16];
  private int open;

  SuitePath(StatusMap out) {
    this.out = out;
    prefix = out.prefix();
  }

  /** Takes an indented line as the name of a suite; any other line changes nothing. */
  void enter(String log, int start, int end) {
    int name = PyText.skipSpaces(log, start, end);
    int indent = name - start;
    if (indent == 0) {
      return;
    }
    int outer = open;
    while (outer > 0 && indents[outer - 1] >= indent) {
      outer--;
    }
    if (outer < open) {
      prefix.cut(lengths[outer]);
    } else if (outer == indents.length) {
      indents = Arrays.copyOf(indents, 2 * outer);
      lengths = Arrays.copyOf(lengths, 2 * outer);
    }
    indents[outer] = indent;
    lengths[outer] = prefix.length();
    open = outer + 1;
    prefix.add(log, name, PyText.trimEnd(log, name, end));
    prefix.add(JOINT, 0, JOINT.length());
  }

  void clear() {
    open = 0;
    prefix.cut(0);
  }

  /** Puts the test {@code log[start, end)} under its name and those of the suites that are open. */
  void put(String log, int start, int end, TestStatus status) {
    out.put(log, start, end, status);
  }

  /** As {@link #put}, with the joint also where no suite is open, and the whole name stripped. */
  void putStripped(String log, int start, int end, TestStatus status) {
    int to = PyText.trimEnd(log, start, end);
    if (to > start && prefix.length() > 0 && !prefix.startsWithSpace()) {
      out.put(log, start, to, status);
      return;
    }
    String suites = prefix.toString();
    prefix.cut(0);
    out.put(PyText.strip((open == 0 ? JOINT : suites) + log.substring(start, end)), status);
    prefix.add(suites, 0, suites.length());
  }
}
