package dev.rewardgrader.grade.code.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rules of evaluators that compare text in a few steps. */
final class TrainerRules {
  private TrainerRules() {}

  /**
   * verl's sandbox fusion client: line feeds at the end aside, every character counts (verl, {@code
   * utils/reward_score/sandbox_fusion/utils.py}).
   */
  static CheckResult verlSandboxFusion(byte[] actual, byte[] expected) {
    String a = PyText.rstripNewlines(PyText.decode(actual));
    String e = PyText.rstripNewlines(PyText.decode(expected));
    return a.equals(e) ? CheckResult.ACCEPTED : Differences.ofText(a, e);
  }

  /**
   * SandboxFusion's own online judge: stripped lines in lower case, or a float each (SandboxFusion,
   * {@code sandbox/utils/testing.py}, {@code check_stdio_test_case}).
   */
  static CheckResult sandboxFusion(byte[] actual, byte[] expected) {
    List<String> a = PyText.splitNewlines(PyText.strip(PyText.decode(actual)));
    List<String> e = PyText.splitNewlines(PyText.strip(PyText.decode(expected)));
    if (a.size() != e.size()) {
      return CheckResult.wrong("got " + a.size() + " lines", e.size() + " lines");
    }
    for (int i = 0; i < a.size(); i++) {
      String line = PyText.strip(a.get(i)).toLowerCase(Locale.ROOT);
      String due = PyText.strip(e.get(i)).toLowerCase(Locale.ROOT);
      if (!line.equals(due) && !relativelyClose(line, due)) {
        return CheckResult.wrong(
            "line " + (i + 1) + ": got " + Outputs.quote(line), Outputs.quote(due));
      }
    }
    return CheckResult.ACCEPTED;
  }

  private static boolean relativelyClose(String line, String due) {
    Double x = PyNumbers.floatOf(line);
    Double y = PyNumbers.floatOf(due);
    return x != null && y != null && Math.abs(x - y) / Math.max(Math.abs(y), 1e-10) < 1e-5;
  }

  /**
   * SYNTHETIC-1's verifier: stripped lines, equal in number and text (PrimeIntellect, {@code
   * genesys/verifiers/code_test_verifier.py}).
   */
  static CheckResult synthetic1(byte[] actual, byte[] expected) {
    List<String> a = PyText.splitNewlines(PyText.strip(PyText.decode(actual)));
    List<String> e = PyText.splitNewlines(PyText.strip(PyText.decode(expected)));
    return PyText.stripEach(a).equals(PyText.stripEach(e))
        ? CheckResult.ACCEPTED
        : Differences.ofLines(a, e);
  }

  /**
   * AlphaCode's rule: tokens in lower case; where they are not equal throughout, every pair must be
   * the same text, or two numbers within 1e-5 as doubles, which takes 9007199254740993 for
   * 9007199254740992 and lets no infinity pass (google-deepmind/code_contests, {@code
   * execution/tester_sandboxer.cc}, {@code OutputsMatch}).
   */
  static CheckResult codeContests(byte[] actual, byte[] expected) {
    CheckResult same =
        ByteComparisons.tokens(Blanks.CODE_CONTESTS, ByteEquality.IGNORING_CASE)
            .compare(actual, expected);
    return same.accepted()
        ? same
        : ByteComparisons.tokens(Blanks.CODE_CONTESTS, TrainerRules::sameValue)
            .compare(actual, expected);
  }

  private static boolean sameValue(byte[] a, int aStart, int aEnd, byte[] e, int eStart, int eEnd) {
    Double x = absl(Outputs.latin(a, aStart, aEnd));
    Double y = absl(Outputs.latin(e, eStart, eEnd));
    if (x == null || y == null) {
      return ByteEquality.IGNORING_CASE.same(a, aStart, aEnd, e, eStart, eEnd);
    }
    return Math.abs(x - y) < 1e-5;
  }

  /** {@code absl::SimpleAtod}; null where it fails. */
  private static Double absl(String token) {
    return token.indexOf('_') < 0 && token.chars().allMatch(c -> c < 128)
        ? PyNumbers.floatOf(token)
        : null;
  }

  /**
   * The comparison of open-r1's Codeforces package where a problem has no checker: {@code yes} and
   * {@code no} in capitals, carriage returns dropped, runs of one blank as one, then {@code diff
   * -b} (piston fork of open-r1, {@code packages/codeforces}).
   */
  static CheckResult codeforcesDiff(byte[] actual, byte[] expected) {
    List<String> a = squeezed(actual);
    List<String> e = squeezed(expected);
    return a.equals(e) ? CheckResult.ACCEPTED : Differences.ofLines(a, e);
  }

  private static List<String> squeezed(byte[] output) {
    String text = Outputs.latin(output, 0, output.length).replace("\r", "");
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    char last = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        if (last != '\n') {
          lines.add(capitals(line));
        }
        line.setLength(0);
      } else {
        line.append(c);
      }
      last = c;
    }
    if (!line.isEmpty()) {
      lines.add(capitals(line));
    }
    return lines;
  }

  /** The line as {@code diff -b} sees it, with {@code yes} and {@code no} in capitals. */
  private static String capitals(StringBuilder line) {
    StringBuilder result = new StringBuilder(line.length());
    if (!line.isEmpty() && isBlank(line.charAt(0))) {
      result.append(' ');
    }
    for (String token : PyText.split(line.toString())) {
      boolean word = token.equalsIgnoreCase("yes") || token.equalsIgnoreCase("no");
      result.append(word ? token.toUpperCase(Locale.ROOT) : token).append(' ');
    }
    return PyText.rstrip(result.toString());
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u000b' || c == '\f';
  }
}
