package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.SandboxException;

/** How candidate and tests make one program, in one language. */
interface AssertHarness {

  /**
   * @param salt letters and digits that no candidate can know
   * @throws GraderFault when the tests are none
   */
  AssertProgram prepare(Attempt attempt, CodeTask.Asserts asserts, String salt)
      throws GraderFault, SandboxException;
}
