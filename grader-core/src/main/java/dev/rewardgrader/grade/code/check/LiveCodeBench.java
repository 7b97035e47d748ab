package dev.rewardgrader.grade.code.check;

import java.util.List;

/**
 * LiveCodeBench's rule for standard output: stripped lines, equal in number, each equal as text or
 * token by token as exact decimals (LiveCodeBench, {@code lcb_runner/evaluation/testing_util.py},
 * {@code grade_stdio}).
 */
final class LiveCodeBench {
  private LiveCodeBench() {}

  static CheckResult printed(byte[] actual, byte[] expected) {
    List<String> a = PyText.splitNewlines(PyText.strip(PyText.decode(actual)));
    List<String> e = PyText.splitNewlines(PyText.strip(PyText.decode(expected)));
    if (a.size() != e.size()) {
      return CheckResult.wrong("got " + a.size() + " lines", e.size() + " lines");
    }
    for (int i = 0; i < a.size(); i++) {
      String line = PyText.strip(a.get(i));
      String due = PyText.strip(e.get(i));
      if (!line.equals(due) && !sameDecimals(PyText.split(line), PyText.split(due))) {
        return CheckResult.wrong(
            "line " + (i + 1) + ": got " + Outputs.quote(line), Outputs.quote(due));
      }
    }
    return CheckResult.ACCEPTED;
  }

  private static boolean sameDecimals(List<String> a, List<String> e) {
    if (a.size() != e.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      PyDecimal x = PyDecimal.of(a.get(i));
      if (x == null || !x.equals(PyDecimal.of(e.get(i)))) {
        return false;
      }
    }
    return true;
  }
}
