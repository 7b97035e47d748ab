package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.language.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * C and C++: candidate and tests are one translation unit. Macros of the candidate end where the
 * tests begin, {@code assert} is the harness's own, and the tests' {@code main} is started through
 * the linker's {@code --wrap}, so that its end is seen.
 */
final class CppHarness implements AssertHarness {
  private static final Pattern ASSERT_HEADER =
      Pattern.compile("(?m)^[ \\t]*#[ \\t]*include[ \\t]*[<\"](?:assert\\.h|cassert)[>\"]");

  /** {@code #define} in all its spellings: digraph, trigraph, spliced lines joined before. */
  private static final Pattern DEFINE =
      Pattern.compile(
          "(?:#|%:|\\?\\?=)(?:[ \\t]++|/\\*[^*\\n]*+\\*/)*+define"
              + "(?:[ \\t]++|/\\*[^*\\n]*+\\*/)++([A-Za-z_]\\w*+)");

  private static final Pattern OPENSSL =
      Pattern.compile("(?m)^[ \\t]*#[ \\t]*include[ \\t]*<openssl/");

  private static final Pattern ASSERT = Pattern.compile("\\bassert\\s*\\(");
  private static final Pattern MAIN = Pattern.compile("\\bmain\\s*\\(");

  private static final Pattern SPLICE = Pattern.compile("(?:\\\\|\\?\\?/)[ \\t]*\\r?\\n");

  @Override
  public AssertProgram prepare(Attempt attempt, CodeTask.Asserts asserts, String salt)
      throws GraderFault {
    String testWords = Comments.words(asserts.testCode(), false);
    if (!MAIN.matcher(testWords).find()) {
      throw GraderFault.badTask("test_code has no main");
    }
    if (!ASSERT.matcher(testWords).find()) {
      throw GraderFault.badTask(
          "test_code has no assert, which alone decides: a program's exit status is not looked at");
    }
    String candidate = attempt.submission().source();
    StringBuilder source = new StringBuilder(resource("cpp_before.h", salt));
    source.append("#line 1 \"candidate\"\n").append(candidate).append('\n');
    for (String macro : macros(candidate)) {
      source.append("#undef ").append(macro).append('\n');
    }
    source.append(resource("cpp_after.h", salt));
    source.append("#line 1 \"tests\"\n");
    source.append(ASSERT_HEADER.matcher(asserts.testCode()).replaceAll("")).append('\n');
    source.append(resource("cpp_end.h", salt));
    Program program = attempt.language().program(attempt.limits().memoryMb());
    return new AssertProgram(
        Map.of(program.source(), source.toString()),
        program,
        arguments(source),
        false,
        Tampering.signs(attempt.submission()));
  }

  private static List<String> arguments(CharSequence source) {
    List<String> arguments = new ArrayList<>(List.of("-w", "-s", "-Wl,--wrap=main"));
    if (OPENSSL.matcher(source).find()) {
      arguments.add("-lcrypto");
    }
    return arguments;
  }

  /** The macros that a text defines. */
  static TreeSet<String> macros(String text) {
    TreeSet<String> macros = new TreeSet<>();
    Matcher matcher = DEFINE.matcher(SPLICE.matcher(text).replaceAll(""));
    while (matcher.find()) {
      macros.add(matcher.group(1));
    }
    return macros;
  }

  private static String resource(String name, String salt) {
    return Resources.text(name).replace("SALT", salt);
  }
}
