package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import java.util.List;

/** A checker that compares with each accepted output in turn. */
record ComparingChecker(String id, Comparison comparison) implements OutputChecker {

  @Override
  public CheckResult check(byte[] actual, List<byte[]> expected, byte[] input) throws GraderFault {
    if (expected.isEmpty()) {
      throw GraderFault.badTask(
          "the test has no expected output, and checker " + id + " needs one");
    }
    CheckResult best = null;
    for (byte[] alternative : expected) {
      CheckResult result = comparison.compare(actual, alternative);
      if (result.accepted()) {
        return result;
      }
      if (best == null || result.score() > best.score()) {
        best = result;
      }
    }
    return best;
  }
}
