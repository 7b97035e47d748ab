package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs all tests of a submission in one round trip and has each result checked. */
final class TestRuns {

  /** One test's result, with what led to it. */
  record Checked(TestResult result, Outcome outcome) {}

  /** Turns the result of the run at an index into a test result. */
  interface Check {
    Checked check(int index, ExecutionResult result) throws GraderFault, InterruptedException;
  }

  private TestRuns() {}

  static Report run(Attempt attempt, List<Execution> runs, Check check)
      throws SandboxException, GraderFault, InterruptedException {
    boolean stop = attempt.options().stopAtFirstFailure();
    Collector collector = new Collector(attempt, check, stop);
    attempt.sandbox().runAll(runs, collector::take);
    collector.rethrow();
    for (int index : collector.near) {
      if (stop && collector.failedBefore(index)) {
        break;
      }
      ExecutionResult better =
          attempt.repeatedIfNear(runs.get(index), collector.nearResults.get(index));
      collector.checked.set(index, check.check(index, better));
    }
    return new Report(stop ? collector.upToFirstFailure() : collector.checked);
  }

  /** Takes results as they come, on the thread that runs them. */
  private static final class Collector {
    private final Attempt attempt;
    private final Check check;
    private final boolean stop;
    private final List<Checked> checked = new ArrayList<>();
    private final List<Integer> near = new ArrayList<>();
    private final Map<Integer, ExecutionResult> nearResults = new HashMap<>();
    private Exception failure;

    Collector(Attempt attempt, Check check, boolean stop) {
      this.attempt = attempt;
      this.check = check;
      this.stop = stop;
    }

    boolean take(ExecutionResult result) {
      int index = checked.size();
      try {
        Checked one = check.check(index, result);
        checked.add(one);
        if (attempt.isNear(result)) {
          near.add(index);
          nearResults.put(index, result);
          return true;
        }
        return one.outcome().accepted() || !stop;
      } catch (GraderFault | InterruptedException e) {
        failure = e;
        return false;
      }
    }

    void rethrow() throws GraderFault, InterruptedException {
      switch (failure) {
        case GraderFault fault -> throw fault;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> {}
      }
    }

    boolean failedBefore(int index) {
      return checked.subList(0, index).stream().anyMatch(c -> !c.outcome().accepted());
    }

    List<Checked> upToFirstFailure() {
      for (int i = 0; i < checked.size(); i++) {
        if (!checked.get(i).outcome().accepted()) {
          return checked.subList(0, i + 1);
        }
      }
      return checked;
    }
  }
}
