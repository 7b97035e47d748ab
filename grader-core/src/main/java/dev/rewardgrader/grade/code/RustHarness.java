package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.language.Program;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rust: the {@code #[test]} functions of the tests' module become plain ones that a {@code main} of
 * ours calls.
 */
final class RustHarness implements AssertHarness {
  private static final Pattern CFG = Pattern.compile("#\\[cfg\\(test\\)]");
  private static final Pattern TEST =
      Pattern.compile(
          "((?:#\\[[^\\]]*]\\s*)*)#\\[test]((?:\\s*#\\[[^\\]]*])*)\\s*(?:pub\\s+)?fn\\s+(\\w+)");

  /** What can make a test fail: a macro that panics, a value that is not there. */
  private static final Pattern FAILS =
      Pattern.compile(
          "\\b(?:\\w*assert\\w*|panic|unreachable|todo|unimplemented)!|\\b(?:unwrap\\w*|expect\\w*)\\s*\\(|->|should_panic");

  private static final Pattern MODULE =
      Pattern.compile("(?m)^[ \\t]*+(?:pub\\s++)?mod\\s++(\\w++)\\s*+\\{");
  private static final Pattern MAIN =
      Pattern.compile("(?m)^([ \\t]*+(?:pub\\s++)?fn\\s++)main\\s*+\\(");
  private static final Pattern USE =
      Pattern.compile("(?m)^use\\s+(\\w+)((?:::[^;\\n]*)?);[ \\t]*$");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Set<String> OWN = Set.of("std", "core", "alloc", "crate", "self", "super");

  @Override
  public AssertProgram prepare(Attempt attempt, CodeTask.Asserts asserts, String salt)
      throws GraderFault {
    String tested = Comments.removed(asserts.testCode(), true);
    String module = "";
    Matcher modules = MODULE.matcher(tested);
    if (modules.find()) {
      module = modules.group(1) + "::";
    }
    StringBuilder calls = new StringBuilder();
    Matcher tests = TEST.matcher(tested);
    while (tests.find()) {
      String attributes = tests.group(1) + tests.group(2);
      if (!attributes.contains("#[ignore")) {
        calls.append(
            "((|| gr_SALT_held(%s%s())) as fn() -> bool, %s), "
                .formatted(module, tests.group(3), attributes.contains("#[should_panic")));
      }
    }
    if (calls.isEmpty()) {
      throw GraderFault.badTask("test_code has no #[test] function, or they are all ignored");
    }
    if (!FAILS.matcher(Comments.words(asserts.testCode(), true)).find()) {
      throw GraderFault.badTask("test_code asserts nothing: no test of it could fail");
    }
    String candidate =
        MAIN.matcher(attempt.submission().source()).replaceAll("$1candidate_main_" + salt + "(");
    String testCode = TEST.matcher(CFG.matcher(tested).replaceAll("")).replaceAll("pub fn $3");
    String source =
        withoutIdleCrates(candidate + "\n" + testCode)
            + Resources.text("rust_main.rs.txt").replace("TESTS", calls).replace("SALT", salt);
    Program program = attempt.language().program(attempt.limits().memoryMb());
    return new AssertProgram(
        Map.of(program.source(), source),
        program,
        List.of(),
        false,
        Tampering.signs(attempt.submission()));
  }

  /** Leaves out a {@code use} of a crate that nothing else mentions: it may not be installed. */
  static String withoutIdleCrates(String source) {
    Set<String> mentioned = words(USE.matcher(source).replaceAll(""));
    Matcher uses = USE.matcher(source);
    StringBuilder kept = new StringBuilder();
    while (uses.find()) {
      boolean idle =
          !OWN.contains(uses.group(1))
              && Collections.disjoint(words(uses.group(1) + uses.group(2)), mentioned);
      uses.appendReplacement(kept, idle ? "" : Matcher.quoteReplacement(uses.group()));
    }
    return uses.appendTail(kept).toString();
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
