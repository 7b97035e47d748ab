package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import java.util.List;
import java.util.stream.Collectors;

/** Accepts what one of several checkers accepts. */
record AnyOfChecker(List<OutputChecker> checkers) implements OutputChecker {

  @Override
  public String id() {
    return checkers.stream().map(OutputChecker::id).collect(Collectors.joining("|"));
  }

  @Override
  public boolean needsExpected() {
    return checkers.stream().anyMatch(OutputChecker::needsExpected);
  }

  @Override
  public CheckResult check(byte[] actual, List<byte[]> expected, byte[] input)
      throws GraderFault, InterruptedException {
    CheckResult best = null;
    for (OutputChecker checker : checkers) {
      CheckResult result = checker.check(actual, expected, input);
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
