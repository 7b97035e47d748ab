package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The expected tests, sorted by what became of them.
 *
 * <p>In reference mode a test whose status is none of the five known words is in neither list of
 * its group, as in the public harness.
 */
public record TestLists(Outcome failToPass, Outcome passToPass) {
  /** Tests of one list that did what the list asks for, and those that did not. */
  public record Outcome(List<String> success, List<String> failure) {
    public Outcome {
      success = List.copyOf(success);
      failure = List.copyOf(failure);
    }

    /** The share that succeeded; 1 where the list is empty. */
    public double share() {
      int total = success.size() + failure.size();
      return total == 0 ? 1 : (double) success.size() / total;
    }

    private boolean complete() {
      return failure.isEmpty();
    }
  }

  /** Sorts the expected tests as SWE-bench 5.x does ({@code swebench/harness/grading.py}). */
  public static TestLists of(Map<String, String> statuses, SweSpec spec) {
    return of(statuses, spec, false);
  }

  /** As {@link #of(Map, SweSpec)}, but an unknown status is a failure. */
  static TestLists strict(Map<String, String> statuses, SweSpec spec) {
    return of(statuses, spec, true);
  }

  private static TestLists of(Map<String, String> statuses, SweSpec spec, boolean strict) {
    StatusLookup lookup = new StatusLookup(statuses);
    return new TestLists(
        sort(spec.failToPass(), lookup, spec.evalType(), false, strict),
        sort(spec.passToPass(), lookup, spec.evalType(), true, strict));
  }

  private static Outcome sort(
      List<String> tests, StatusLookup lookup, EvalType type, boolean skipIsFine, boolean strict) {
    List<String> success = new ArrayList<>();
    List<String> failure = new ArrayList<>();
    for (String test : tests) {
      if (type == EvalType.FAIL_ONLY) {
        String status = lookup.exact(test);
        boolean failed = strict ? TestStatus.fails(status) : "FAILED".equals(status);
        (failed ? failure : success).add(test);
        continue;
      }
      String status = lookup.find(test);
      boolean skipped = "SKIPPED".equals(status);
      if (TestStatus.passes(status) || (skipIsFine && skipped)) {
        success.add(test);
      } else if (status == null || skipped || TestStatus.fails(status) || strict) {
        failure.add(test);
      }
    }
    return new Outcome(success, failure);
  }

  /** The verdict of the two lists together. */
  public Resolution resolution() {
    if (!passToPass.complete()) {
      return Resolution.RESOLVED_NO;
    }
    if (failToPass.complete()) {
      return Resolution.RESOLVED_FULL;
    }
    return failToPass.success().isEmpty() ? Resolution.RESOLVED_NO : Resolution.RESOLVED_PARTIAL;
  }
}
