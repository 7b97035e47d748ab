package dev.rewardgrader.grade.code;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.TypeDeclaration;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Java with JUnit 5: the test classes run under JUnit's launcher, which counts what ran and what
 * failed. Sources and packages are those of {@link JavaHarness}.
 */
final class JavaUnitHarness implements AssertHarness {
  private static final String STARTER = "GraderUnitStart";
  private static final String JUNIT = "/opt/grader/junit/junit.jar";
  private static final Pattern USES =
      Pattern.compile("(?m)^\\s*import\\s+(?:static\\s+)?org\\.junit\\.");

  /** Whether test source is for JUnit. */
  static boolean fits(String testCode) {
    return USES.matcher(testCode).find();
  }

  @Override
  public AssertProgram prepare(Attempt attempt, CodeTask.Asserts asserts, String salt)
      throws GraderFault, SandboxException {
    requireJUnit(attempt);
    CompilationUnit tests = JavaHarness.parse(asserts.testCode());
    if (tests == null) {
      throw GraderFault.badTask("test_code is not Java that could be read");
    }
    JavaTests.requireChecks(tests);
    Map<String, String> files = new LinkedHashMap<>();
    files.put(STARTER + ".java", source(STARTER, salt));
    files.put("GraderUnit.java", source("GraderUnit", salt).replace("CLASSES", classes(tests)));
    files.put("GraderPlain.java", source("GraderPlain", salt));
    List<Tampering.Sign> signs =
        JavaHarness.joined(attempt, tests, asserts.testCode(), salt, files);
    Program program =
        attempt.program(
            JavaHarness.starterFirst(files.keySet(), STARTER), "gr" + salt + "." + STARTER);
    return new AssertProgram(files, program, List.of("-cp", ".:" + JUNIT), true, signs);
  }

  private static String source(String name, String salt) {
    return Resources.text(name + ".java.txt").replace("SALT", salt).replace("JUNIT", JUNIT);
  }

  /** Every class of the tests: JUnit itself finds out which ones have tests. */
  private static String classes(CompilationUnit tests) {
    return tests.getTypes().stream()
        .map(TypeDeclaration::getNameAsString)
        .map(name -> "selectClass(\"" + name + "\")")
        .collect(Collectors.joining(", "));
  }

  /** Without JUnit the compiler would blame the candidate. */
  private static void requireJUnit(Attempt attempt) throws GraderFault, SandboxException {
    Execution look = Execution.of(List.of("test", "-r", JUNIT), Limits.DEFAULT);
    if (!attempt.sandbox().run(look).succeeded()) {
      throw GraderFault.permanent(
          "no-tool",
          "the tests need JUnit, which is not at "
              + JUNIT
              + ": run scripts/build-images java, or scripts/quickstart for local sandboxes",
          null);
    }
  }
}
