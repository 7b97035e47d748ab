package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.check.CheckResult;
import dev.rewardgrader.grade.code.check.Pass;
import dev.rewardgrader.grade.code.check.PassChecker;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.CodeTask.StdioTest;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges programs that run several times at a test, each time with an input that the checker wrote
 * (Kattis problem package format, multi-pass validation).
 */
final class PassesJudge {
  private final PassChecker checker;
  private final CodeTask.Stdio form;
  private final TestSetup setup;

  PassesJudge(PassChecker checker, CodeTask.Stdio form) {
    this.checker = checker;
    this.form = form;
    this.setup = TestSetup.of(form);
  }

  Grade.Builder judge(Attempt attempt) throws SandboxException, GraderFault, InterruptedException {
    Program program = attempt.singleProgram();
    Compiler.Compilation compilation = Compiler.compile(attempt, program);
    double points = Report.points(form.tests());
    if (compilation.failure() != null) {
      return Report.notRun(compilation, form.tests().size(), points);
    }
    setup.requireTool(attempt, program);
    List<TestRuns.Checked> checked = new ArrayList<>();
    for (StdioTest test : form.tests()) {
      TestRuns.Checked one = passes(attempt, program, test);
      checked.add(one);
      if (attempt.options().stopAtFirstFailure() && !one.outcome().accepted()) {
        break;
      }
    }
    return new Report(checked)
        .grade(form.tests().size(), points, compilation)
        .detail("checker", Report.text(checker.id()));
  }

  private TestRuns.Checked passes(Attempt attempt, Program program, StdioTest test)
      throws SandboxException, GraderFault, InterruptedException {
    byte[] answer = TestSetup.bytes(test.outputs().isEmpty() ? "" : test.outputs().getFirst());
    byte[] input = TestSetup.bytes(test.input());
    byte[] memory = null;
    Spent spent = Spent.NOTHING;
    for (int number = 1; ; number++) {
      Execution run = setup.execution(attempt, program, test, input);
      ExecutionResult result = attempt.repeatedIfNear(run, attempt.sandbox().run(run));
      spent = spent.and(result);
      Outcome outcome = attempt.outcome(result);
      if (!outcome.accepted()) {
        return spent.result(test, outcome, 0);
      }
      Pass pass = checker.check(result.stdout(), answer, input, memory);
      if (pass.next() == null) {
        return spent.result(test, outcome(attempt, pass.verdict()), pass.verdict().score());
      }
      requireAnother(number, form.passes(), test);
      input = pass.next();
      memory = pass.memory();
    }
  }

  /** A checker that asks for more runs than the task allows is broken. */
  static void requireAnother(int number, int allowed, StdioTest test) throws GraderFault {
    if (number >= allowed) {
      throw GraderFault.badTask(
          "test %s: after %d passes the judging program asks for another one, and %d are allowed"
              .formatted(test.id(), number, allowed));
    }
  }

  private static Outcome outcome(Attempt attempt, CheckResult verdict) {
    return verdict.accepted()
        ? Outcome.ACCEPTED
        : new Outcome(
            Verdict.WRONG_ANSWER, "wrong-output", verdict.text(attempt.options().revealTests()));
  }
}
