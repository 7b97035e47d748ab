package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.SandboxException;

/**
 * Judges by test source that asserts: in a process of its own where the language and the tests
 * allow it, and else beside the candidate.
 */
final class AssertsJudge {
  private AssertsJudge() {}

  static Grade.Builder judge(Attempt attempt, CodeTask.Asserts asserts)
      throws SandboxException, GraderFault {
    return switch (attempt.family()) {
      case "python" -> {
        Grade.Builder isolated = SplitAsserts.PYTHON.judge(attempt, asserts);
        yield isolated != null
            ? isolated
            : SharedAsserts.judge(attempt, asserts, new PythonHarness());
      }
      case "javascript", "typescript" -> SplitAsserts.JAVASCRIPT.judge(attempt, asserts);
      case "cpp", "c" -> SharedAsserts.judge(attempt, asserts, new CppHarness());
      case "java" ->
          SharedAsserts.judge(
              attempt,
              asserts,
              JavaUnitHarness.fits(asserts.testCode()) ? new JavaUnitHarness() : new JavaHarness());
      case "go" -> SharedAsserts.judge(attempt, asserts, new GoHarness());
      case "rust" -> SharedAsserts.judge(attempt, asserts, new RustHarness());
      default ->
          throw GraderFault.badTask(
              "test_code cannot be run for %s; it can for python, javascript, cpp, c, java, go and rust"
                  .formatted(attempt.language().name()));
    };
  }
}
