package dev.rewardgrader.grade.code.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.rewardgrader.grade.GraderFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The whole output, without blanks at its ends, matches a pattern. The pattern is an option of the
 * checker, or else each expected output is one. Matching is by RE2's automata: linear in the
 * output, whatever the pattern and the output.
 */
final class RegexChecker implements OutputChecker {
  private final Pattern fixed;
  private final Map<String, Pattern> compiled = new ConcurrentHashMap<>();

  /**
   * @param pattern the pattern, or null where the expected outputs are patterns
   * @throws PatternSyntaxException when it is no RE2 pattern
   */
  RegexChecker(String pattern) {
    this.fixed = pattern == null ? null : compile(pattern);
  }

  private static Pattern compile(String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL);
  }

  @Override
  public String id() {
    return "regex/1";
  }

  @Override
  public boolean needsExpected() {
    return fixed == null;
  }

  @Override
  public CheckResult check(byte[] actual, List<byte[]> expected, byte[] input) throws GraderFault {
    String text = PyText.strip(new String(actual, StandardCharsets.UTF_8));
    if (fixed != null) {
      return result(fixed, text);
    }
    if (expected.isEmpty()) {
      throw GraderFault.badTask("the test has no expected output, and checker regex needs one");
    }
    CheckResult result = null;
    for (byte[] alternative : expected) {
      result = result(pattern(alternative), text);
      if (result.accepted()) {
        break;
      }
    }
    return result;
  }

  private Pattern pattern(byte[] expected) throws GraderFault {
    String text = PyText.strip(new String(expected, StandardCharsets.UTF_8));
    try {
      return compiled.computeIfAbsent(text, RegexChecker::compile);
    } catch (PatternSyntaxException e) {
      throw GraderFault.badTask(
          "the expected output is not a regular expression: " + e.getMessage());
    }
  }

  private static CheckResult result(Pattern pattern, String text) {
    return pattern.matcher(text).matches()
        ? CheckResult.ACCEPTED
        : CheckResult.wrong(
            "output " + Outputs.quote(text) + " does not match",
            "a match of " + Outputs.quote(pattern.pattern()));
  }
}
