package dev.rewardgrader.testsuites.code;

import dev.rewardgrader.extract.Fences;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import java.util.List;
import java.util.Map;

/**
 * A second opinion on a JavaScript row whose reference was not accepted. {@code console.assert}
 * only prints, so a benchmark can hold references that fail its own assertions and nobody hears of
 * it. This runs reference and tests as one ordinary program, without any harness, and counts.
 */
final class PlainJavaScript {
  private PlainJavaScript() {}

  /** Whether an assertion of the row fails in a plain run of its reference, too. */
  static boolean failsItself(Grader<CodeTask> grader, CodeTask task, String reference)
      throws GraderFault, InterruptedException {
    if (!(task.form() instanceof CodeTask.Asserts asserts)
        || !task.language().equals("javascript")) {
      return false;
    }
    List<Fences.Fence> fences = Fences.of(reference);
    String source = fences.isEmpty() ? reference : fences.getLast().text();
    String program =
        String.join(
            "\n",
            "let failed = 0; console.assert = held => { if (!held) failed++; };",
            task.prefix(),
            source,
            asserts.testCode(),
            "process.stdout.write('failed: ' + failed);");
    CodeTask plain =
        new CodeTask(
            task.id(),
            null,
            "javascript",
            new CodeTask.Stdio(
                List.of(new CodeTask.StdioTest("1", "", List.of("failed: 0"), 1, null))),
            new CodeTask.Checker("exact", null),
            task.limits(),
            "",
            Map.of(),
            null);
    Grade grade =
        grader.grade(
            plain, new Completion("```javascript\n" + program + "\n```"), GradingOptions.DEFAULT);
    TestResult failure = grade.tests() == null ? null : grade.tests().firstFailure();
    // Anything but another count, such as a program that does not run, says nothing.
    return failure != null && failure.verdict() == Verdict.WRONG_ANSWER;
  }
}
