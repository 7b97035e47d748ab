package dev.rewardgrader.grade.code;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.AssertStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.rewardgrader.grade.GraderFault;
import java.util.regex.Pattern;

/** What Java test source with a {@code main} must have, so that it can refuse anything. */
final class JavaTests {
  /** How methods are called that throw where something does not hold. */
  private static final Pattern CHECKS =
      Pattern.compile("(?i).*(?:assert|check|ensure|expect|fail|require|verify).*");

  private JavaTests() {}

  /**
   * @param tests as parsed, or null where that failed
   * @throws GraderFault when no candidate could be judged by them
   */
  static void require(CompilationUnit tests) throws GraderFault {
    if (tests == null) {
      throw GraderFault.badTask("test_code is not Java that could be read");
    }
    if (tests.getTypes().stream().allMatch(type -> type.getMethodsByName("main").isEmpty())) {
      throw GraderFault.badTask("test_code has neither a class with a main nor JUnit's imports");
    }
    requireChecks(tests);
  }

  /**
   * @throws GraderFault when nothing in the tests could fail
   */
  static void requireChecks(CompilationUnit tests) throws GraderFault {
    boolean refuses =
        tests.findFirst(AssertStmt.class).isPresent()
            || tests.findFirst(ThrowStmt.class).isPresent()
            || tests
                .findFirst(
                    MethodCallExpr.class, call -> CHECKS.matcher(call.getNameAsString()).matches())
                .isPresent();
    if (!refuses) {
      throw GraderFault.badTask("test_code asserts nothing: no candidate could fail it");
    }
  }
}
