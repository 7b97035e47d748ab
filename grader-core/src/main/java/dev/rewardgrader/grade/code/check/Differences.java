package dev.rewardgrader.grade.code.check;

import java.util.List;

/** Messages for comparisons that judge outputs as a whole. */
final class Differences {
  private Differences() {}

  /** Where two lists of lines part first, their outer blanks aside. */
  static CheckResult ofLines(List<String> actual, List<String> expected) {
    for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
      String a = PyText.strip(actual.get(i));
      String e = PyText.strip(expected.get(i));
      if (!a.equals(e)) {
        return CheckResult.wrong("line " + (i + 1) + ": got " + Outputs.quote(a), Outputs.quote(e));
      }
    }
    return CheckResult.wrong("got " + actual.size() + " lines", expected.size() + " lines");
  }

  /** The first line, byte for byte, at which two texts part. */
  static CheckResult ofText(String actual, String expected) {
    List<String> a = PyText.splitNewlines(actual);
    List<String> e = PyText.splitNewlines(expected);
    int i = 0;
    while (i < a.size() && i < e.size() && a.get(i).equals(e.get(i))) {
      i++;
    }
    String got = i < a.size() ? Outputs.quote(a.get(i)) : "the end of output";
    String due = i < e.size() ? Outputs.quote(e.get(i)) : "the end of output";
    return CheckResult.wrong("line " + (i + 1) + ": got " + got, due);
  }
}
