package dev.rewardgrader.grade.swe;

import java.util.List;
import java.util.Objects;

/**
 * What grading a log needs to know about a task.
 *
 * @param version null where the task has none
 * @param logParser a name of the registry in {@link dev.rewardgrader.grade.swe.logs.LogParsers}
 * @param failToPass tests that fail before the reference fix and pass after it
 * @param passToPass tests that pass before and after it
 */
public record SweSpec(
    String instanceId,
    String version,
    String logParser,
    EvalType evalType,
    List<String> failToPass,
    List<String> passToPass) {
  public SweSpec {
    Objects.requireNonNull(instanceId, "instanceId");
    Objects.requireNonNull(logParser, "logParser");
    Objects.requireNonNull(evalType, "evalType");
    failToPass = List.copyOf(failToPass);
    passToPass = List.copyOf(passToPass);
  }

  /** Whether any test is expected to pass. */
  public boolean hasTests() {
    return !failToPass.isEmpty() || !passToPass.isEmpty();
  }
}
