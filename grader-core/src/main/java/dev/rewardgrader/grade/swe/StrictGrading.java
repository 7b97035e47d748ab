package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.logs.TestStatus;
import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A reading of test output that is not to be deceived: the output is known to be untrusted, and in
 * doubt a task is not resolved.
 *
 * <p>It differs from {@link ReferenceGrading} in these rules. Only what the test command itself
 * printed counts, never the rest of the log. Of a recorded log the last block counts, and a second
 * block, or markers or exit codes inside one, are tampering. One id that both passes and fails is
 * tampering where ids are unique; elsewhere its worst status counts. A status of no known kind is a
 * failure. A failed test command without a failed test is no valid run.
 */
public final class StrictGrading {
  private StrictGrading() {}

  /**
   * What a run of the tests showed.
   *
   * @param evaluation what the output says
   * @param tests the expected tests; null unless the tests ran
   * @param tampering every trick that was seen
   */
  public record Result(LogEvaluation evaluation, TestLists tests, List<Tampering> tampering) {
    public Result {
      tampering = List.copyOf(tampering);
    }

    /** Whether every expected test did what it should, and no trick was seen. */
    public boolean resolved() {
      return tests != null && tests.resolution() == Resolution.RESOLVED_FULL && tampering.isEmpty();
    }
  }

  /**
   * Grades the output of the test command alone, as captured from its own stream.
   *
   * @param exitCode of the test command, from the container engine
   */
  public static Result ofRun(SweSpec spec, String output, int exitCode) {
    String text = PyText.universalNewlines(output);
    List<Tampering> tampering = forgedMarkers(text);
    return grade(spec, text, exitCode != 0, tampering);
  }

  private static List<Tampering> forgedMarkers(String output) {
    List<Tampering> tampering = new ArrayList<>();
    for (String marker : List.of(Markers.START, Markers.END, Markers.EXIT_CODE)) {
      if (output.contains(marker)) {
        tampering.add(
            new Tampering(
                "tamper:forged-markers", "the test command itself printed '" + marker + "'"));
      }
    }
    return tampering;
  }

  /**
   * Grades a run whose results come from structured reports, of which the log says nothing.
   *
   * @param statuses by test id
   */
  static Result ofReports(SweSpec spec, String output, int exitCode, Map<String, String> statuses) {
    List<Tampering> tampering = forgedMarkers(output);
    if (statuses.isEmpty()) {
      return notRun("no-tests-ran", "no report tells of an expected test", tampering);
    }
    if (exitCode != 0 && statuses.values().stream().noneMatch(TestStatus::fails)) {
      return notRun("exit-code", "the test command failed, but reported no failed test", tampering);
    }
    return new Result(new LogEvaluation.Ran(statuses), TestLists.strict(statuses, spec), tampering);
  }

  /** Grades a recorded log with the public markers. */
  public static Result ofLog(SweSpec spec, String log) {
    String text = PyText.universalNewlines(log);
    List<Tampering> tampering = new ArrayList<>();
    Optional<LogEvaluation> invalid = ReferenceGrading.invalid(text);
    if (invalid.isPresent()) {
      return new Result(invalid.get(), null, tampering);
    }
    int start = text.lastIndexOf(Markers.START);
    int end = text.indexOf(Markers.END, start);
    once(text, Markers.START, tampering);
    once(text, Markers.END, tampering);
    if (end < 0) {
      return notRun("no-markers", "no end marker follows the last start marker", tampering);
    }
    int exit = text.lastIndexOf(Markers.EXIT_CODE);
    if (exit >= 0) {
      once(text, Markers.EXIT_CODE, tampering);
      if (exit < end) {
        tampering.add(
            new Tampering("tamper:forged-markers", "an exit code stands before the end marker"));
      }
    }
    String block = text.substring(start + Markers.START.length(), end);
    return grade(spec, block, exit >= 0 && failed(text, exit), tampering);
  }

  private static void once(String text, String marker, List<Tampering> tampering) {
    int first = text.indexOf(marker);
    if (text.indexOf(marker, first + 1) >= 0) {
      tampering.add(
          new Tampering(
              "tamper:forged-markers", "'" + marker + "' stands more than once in the log"));
    }
  }

  private static boolean failed(String text, int marker) {
    int n = text.length();
    int number = PyText.skipSpaces(text, marker + Markers.EXIT_CODE.length() + 1, n);
    return !text.startsWith("0", number) || PyText.skipDigits(text, number, n) != number + 1;
  }

  private static Result grade(
      SweSpec spec, String output, boolean commandFailed, List<Tampering> tampering) {
    ReferenceGrading.Parsing parsing = ReferenceGrading.parse(spec, output);
    if (parsing.failure() != null) {
      return new Result(parsing.failure(), null, tampering);
    }
    Map<String, String> statuses = settle(parsing, spec, tampering);
    if (statuses.isEmpty()
        && (spec.evalType() == EvalType.PASS_AND_FAIL || !SuiteEvidence.in(output))) {
      return notRun("no-tests-ran", "the test command printed no result", tampering);
    }
    if (commandFailed && statuses.values().stream().noneMatch(TestStatus::fails)) {
      return notRun("exit-code", "the test command failed, but printed no failed test", tampering);
    }
    return new Result(new LogEvaluation.Ran(statuses), TestLists.strict(statuses, spec), tampering);
  }

  private static Result notRun(String reason, String message, List<Tampering> tampering) {
    return new Result(new LogEvaluation.NotRun(reason, message), null, tampering);
  }

  /** Decides the status of ids that have several. */
  private static Map<String, String> settle(
      ReferenceGrading.Parsing parsing, SweSpec spec, List<Tampering> tampering) {
    if (parsing.conflicts().isEmpty()) {
      return parsing.statuses();
    }
    Map<String, String> statuses = new LinkedHashMap<>(parsing.statuses());
    Set<String> expected = new HashSet<>(spec.failToPass());
    expected.addAll(spec.passToPass());
    parsing
        .conflicts()
        .forEach(
            (id, seen) -> {
              // An id that a parser cut at a space stands for several tests.
              if (!StatusLookup.isCut(id)) {
                statuses.put(id, worst(seen));
                if (isUnique(id) && expected.contains(id) && contradicts(seen)) {
                  tampering.add(
                      new Tampering(
                          "tamper:conflicting-status", "test " + id + " is reported as " + seen));
                }
              }
            });
    return statuses;
  }

  /** Whether an id is one of pytest's, which name one test each. */
  private static boolean isUnique(String id) {
    return id.contains("::");
  }

  /** A test that passes and whose teardown has an error is honestly reported as both. */
  private static boolean contradicts(Set<String> seen) {
    return seen.contains("FAILED") && seen.stream().anyMatch(TestStatus::passes);
  }

  private static String worst(Set<String> seen) {
    for (String status : List.of("FAILED", "ERROR")) {
      if (seen.contains(status)) {
        return status;
      }
    }
    return seen.stream()
        .filter(status -> !TestStatus.passes(status))
        .findFirst()
        .orElse(seen.iterator().next());
  }
}
