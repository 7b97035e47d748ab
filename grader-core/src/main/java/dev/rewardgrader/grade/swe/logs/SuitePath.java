package dev.rewardgrader.grade.swe.logs;

import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.List;

/** The suites that a line stands in, told by indentation, and their names joined by " - ". */
final class SuitePath {
  private static final String JOINT = " - ";

  private record Suite(int indent, int prefixLength) {}

  private final List<Suite> open = new ArrayList<>();
  private final StringBuilder prefix = new StringBuilder();

  /** Whether results do not have this prefix yet. */
  private boolean changed;

  /** Takes an indented line as the name of a suite; any other line changes nothing. */
  void enter(String log, int start, int end) {
    int indent = PyText.skipSpaces(log, start, end) - start;
    if (indent == 0) {
      return;
    }
    changed = true;
    while (!open.isEmpty() && open.getLast().indent() >= indent) {
      prefix.setLength(open.removeLast().prefixLength());
    }
    open.add(new Suite(indent, prefix.length()));
    prefix.append(log, start + indent, PyText.trimEnd(log, start + indent, end)).append(JOINT);
  }

  void clear() {
    changed = true;
    open.clear();
    prefix.setLength(0);
  }

  /** Puts the test {@code log[start, end)} under its name and those of the suites that are open. */
  void put(String log, int start, int end, TestStatus status, StatusMap out) {
    if (changed) {
      out.prefix(prefix);
      changed = false;
    }
    out.put(log, start, end, status);
  }

  /** A test's name with those of the open suites, with the joint also where none is, stripped. */
  String strippedName(String test) {
    return PyText.strip(open.isEmpty() ? JOINT + test : prefix + test);
  }
}
