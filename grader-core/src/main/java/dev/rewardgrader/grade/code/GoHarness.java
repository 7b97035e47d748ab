package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.language.Program;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Go: candidate and tests are one file, whose imports are those that the text uses (an import too
 * many does not compile); a second file runs the {@code Test} functions.
 */
final class GoHarness implements AssertHarness {
  private static final String STARTER = "a_grader.go";
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package \\w+[ \\t]*$");
  private static final Pattern BLOCK = Pattern.compile("(?m)^import[ \\t]*+\\(([^()]*+)\\)");
  private static final Pattern SINGLE = Pattern.compile("(?m)^import[ \\t]+([^\\n(]+)$");
  private static final Pattern SPEC = Pattern.compile("(?:([\\w.]+)[ \\t]+)?\"([^\"]+)\"");
  private static final Pattern TEST = Pattern.compile("(?m)^func (Test\\w*)\\s*\\(");

  /** What can make a test fail: its own parameter's methods, testify, a panic, an exit. */
  private static final Pattern FAILS =
      Pattern.compile(
          "\\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\\b|\\b(?:assert|require|panic)\\b|\\bos\\.Exit\\b");

  @Override
  public AssertProgram prepare(Attempt attempt, CodeTask.Asserts asserts, String salt)
      throws GraderFault {
    String testWords = Comments.words(asserts.testCode(), false);
    String tests = tests(testWords);
    if (tests.isEmpty()) {
      throw GraderFault.badTask("test_code has no Test function");
    }
    if (!FAILS.matcher(testWords).find()) {
      throw GraderFault.badTask("test_code asserts nothing: no test of it could fail");
    }
    String text = attempt.submission().source() + "\n" + asserts.testCode();
    Set<String> specs = new LinkedHashSet<>();
    collect(BLOCK, text, specs);
    collect(SINGLE, text, specs);
    String body = PACKAGE.matcher(text).replaceAll("");
    body = SINGLE.matcher(BLOCK.matcher(body).replaceAll("")).replaceAll("");
    String words = Comments.words(body, false);
    StringBuilder source = new StringBuilder("package main\n\nimport (\n");
    for (String spec : specs) {
      if (isUsed(spec, words)) {
        source.append('\t').append(spec).append('\n');
      }
    }
    source.append(")\n").append(body);
    String starter = Resources.text("go_main.go.txt").replace("SALT", salt).replace("TESTS", tests);
    Program program = attempt.program(List.of(STARTER, "main.go"), "main");
    return new AssertProgram(
        Map.of(STARTER, starter, "main.go", source.toString()),
        program,
        List.of(),
        false,
        Tampering.signs(attempt.submission()));
  }

  private static void collect(Pattern pattern, String text, Set<String> specs) {
    Matcher imports = pattern.matcher(text);
    while (imports.find()) {
      Matcher spec = SPEC.matcher(imports.group(1));
      while (spec.find()) {
        specs.add(spec.group());
      }
    }
  }

  private static boolean isUsed(String spec, String words) {
    Matcher matcher = SPEC.matcher(spec);
    if (!matcher.find()) {
      return false;
    }
    String name = matcher.group(1);
    if (name == null) {
      name = matcher.group(2).substring(matcher.group(2).lastIndexOf('/') + 1);
    }
    return name.equals("_") || name.equals(".") || mentions(words, name + ".");
  }

  private static boolean mentions(String words, String qualifier) {
    for (int at = words.indexOf(qualifier); at >= 0; at = words.indexOf(qualifier, at + 1)) {
      if (at == 0 || !Character.isJavaIdentifierPart(words.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }

  private static String tests(String testCode) {
    StringBuilder tests = new StringBuilder();
    Matcher matcher = TEST.matcher(testCode);
    while (matcher.find()) {
      tests.append("{Name: \"%1$s\", F: %1$s}, ".formatted(matcher.group(1)));
    }
    return tests.toString();
  }
}
