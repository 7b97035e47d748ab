package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.code.check.OutputChecker;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.SandboxException;

final class CallsJudge {
  private final OutputChecker checker;

  CallsJudge(OutputChecker checker) {
    this.checker = checker;
  }

  Grade.Builder judge(Attempt attempt, CodeTask.Calls calls)
      throws SandboxException, GraderFault, InterruptedException {
    throw GraderFault.badTask(checker.id() + attempt.family() + calls.entryPoint());
  }
}
