package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.check.CheckResult;
import dev.rewardgrader.grade.code.check.OutputChecker;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.CodeTask.StdioTest;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Program;
import java.util.List;

/** Judges whole programs: standard input in, standard output compared outside the sandbox. */
final class StdioJudge {
  private final OutputChecker checker;
  private final List<StdioTest> tests;
  private final TestSetup setup;

  StdioJudge(OutputChecker checker, CodeTask.Stdio form) {
    this.checker = checker;
    this.tests = form.tests();
    this.setup = TestSetup.of(form);
  }

  Grade.Builder judge(Attempt attempt) throws SandboxException, GraderFault, InterruptedException {
    requireExpected();
    Program program = attempt.singleProgram();
    Compiler.Compilation compilation = Compiler.compile(attempt, program);
    if (compilation.failure() != null) {
      return Report.notRun(compilation, tests.size(), Report.points(tests));
    }
    setup.requireTool(attempt, program);
    List<Execution> runs =
        tests.stream()
            .map(test -> setup.execution(attempt, program, test, TestSetup.bytes(test.input())))
            .toList();
    Report report =
        TestRuns.run(attempt, runs, (i, result) -> check(attempt, tests.get(i), result));
    return report
        .grade(tests.size(), Report.points(tests), compilation)
        .detail("checker", Report.text(checker.id()));
  }

  /** Before anything runs: a task that cannot be judged is a fault for every candidate. */
  private void requireExpected() throws GraderFault {
    for (StdioTest test : tests) {
      if (test.outputs().isEmpty() && checker.needsExpected()) {
        throw GraderFault.badTask(
            "test %s has no expected output, and checker %s needs one"
                .formatted(test.id(), checker.id()));
      }
    }
  }

  private TestRuns.Checked check(Attempt attempt, StdioTest test, ExecutionResult result)
      throws GraderFault, InterruptedException {
    Outcome outcome = attempt.outcome(result);
    double score = outcome.accepted() ? 1 : 0;
    if (outcome.accepted()) {
      List<byte[]> expected = test.outputs().stream().map(TestSetup::bytes).toList();
      CheckResult checked = checker.check(result.stdout(), expected, TestSetup.bytes(test.input()));
      score = checked.score();
      if (!checked.accepted()) {
        outcome =
            new Outcome(
                Verdict.WRONG_ANSWER,
                "wrong-output",
                checked.text(attempt.options().revealTests()));
      }
    }
    return Spent.of(result).result(test, outcome, score);
  }
}
