package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.logs.LogContext;
import dev.rewardgrader.grade.swe.logs.LogFault;
import dev.rewardgrader.grade.swe.logs.LogParser;
import dev.rewardgrader.grade.swe.logs.LogParsers;
import dev.rewardgrader.grade.swe.logs.ParsedLog;
import dev.rewardgrader.grade.swe.logs.TestStatus;
import dev.rewardgrader.python.PyText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The public harness's reading of a log, verdict for verdict (SWE-bench 5.0.2, {@code grading.py}),
 * including where it can be deceived.
 */
public final class ReferenceGrading {
  private static final List<String> BAD_CODES =
      List.of(
          Markers.APPLY_FAILED,
          Markers.RESET_FAILED,
          Markers.TESTS_ERRORED,
          Markers.TESTS_TIMED_OUT);

  private ReferenceGrading() {}

  /** A report, or why there is none. */
  public sealed interface Result {
    /** The content of {@code report.json}, and how far the tests were resolved if they ran. */
    record Reported(InstanceReport report, Resolution resolution) implements Result {}

    /** The public harness would write no report. */
    record NoReport(LogEvaluation.Unreadable why) implements Result {}
  }

  /**
   * Grades one instance.
   *
   * @param patch the model's patch, or null if there is none; an empty one counts as a patch
   * @param log the output of the evaluation script, any newlines
   */
  public static Result grade(SweSpec spec, String patch, String log) {
    if (patch == null) {
      return new Result.Reported(InstanceReport.withoutPatch(), null);
    }
    String text = PyText.universalNewlines(log);
    return switch (evaluate(spec, text)) {
      case LogEvaluation.Ran ran -> {
        TestLists tests = TestLists.of(ran.statuses(), spec);
        yield new Result.Reported(InstanceReport.of(tests), tests.resolution());
      }
      case LogEvaluation.NotRun notRun ->
          new Result.Reported(InstanceReport.notRun(InfraFailure.in(text)), null);
      case LogEvaluation.Unreadable unreadable -> new Result.NoReport(unreadable);
    };
  }

  /** Reads a log whose lines end with {@code \n}. */
  static LogEvaluation evaluate(SweSpec spec, String log) {
    Optional<LogEvaluation> invalid = invalid(log);
    if (invalid.isPresent()) {
      return invalid.get();
    }
    Parsing parsing = parse(spec, firstBlock(log));
    if (parsing.failure() == null && parsing.statuses().isEmpty()) {
      parsing = parse(spec, log);
    }
    if (parsing.failure() != null) {
      return parsing.failure();
    }
    Map<String, String> statuses = parsing.statuses();
    if (statuses.isEmpty() && !SuiteEvidence.in(log)) {
      return new LogEvaluation.NotRun("no-tests-ran", "the log shows no result and no summary");
    }
    if (!statuses.isEmpty()
        && firstFailed(log).orElse(false)
        && statuses.values().stream().noneMatch(TestStatus::fails)) {
      return new LogEvaluation.NotRun(
          "exit-code", "the test command failed, but the log shows no failed test");
    }
    return new LogEvaluation.Ran(statuses);
  }

  static Optional<LogEvaluation> invalid(String log) {
    for (String code : BAD_CODES) {
      if (log.contains(code)) {
        return Optional.of(new LogEvaluation.NotRun("bad-code", "the log says '" + code + "'"));
      }
    }
    if (!log.contains(Markers.START) || !log.contains(Markers.END)) {
      return Optional.of(
          new LogEvaluation.NotRun("no-markers", "the log lacks the start or the end marker"));
    }
    return Optional.empty();
  }

  /** From the first start marker to whichever marker comes next. */
  private static String firstBlock(String log) {
    int start = log.indexOf(Markers.START) + Markers.START.length();
    int restart = log.indexOf(Markers.START, start);
    String block = log.substring(start, restart < 0 ? log.length() : restart);
    int end = block.indexOf(Markers.END);
    return end < 0 ? block : block.substring(0, end);
  }

  /** Statuses, or the failure to read any. */
  record Parsing(
      Map<String, String> statuses,
      Map<String, Set<String>> conflicts,
      LogEvaluation.Unreadable failure) {
    static Parsing failed(LogEvaluation.Unreadable failure) {
      return new Parsing(Map.of(), Map.of(), failure);
    }
  }

  static Parsing parse(SweSpec spec, String text) {
    Optional<LogParser> parser = LogParsers.find(spec.logParser());
    if (parser.isEmpty()) {
      return Parsing.failed(
          new LogEvaluation.Unreadable(
              "unknown-log-parser",
              LogFault.MISSING_FIELD.pythonException(),
              "no log parser is named '" + spec.logParser() + "'"));
    }
    LogContext context = new LogContext(spec.instanceId(), spec.version());
    return switch (parser.get().parse(text, context)) {
      case ParsedLog.Statuses statuses -> new Parsing(statuses.map(), statuses.conflicts(), null);
      case ParsedLog.Refused refused ->
          Parsing.failed(
              new LogEvaluation.Unreadable(
                  refused.fault().code(), refused.fault().pythonException(), refused.message()));
    };
  }

  /** Whether the first recorded exit code is not zero; empty where none is recorded. */
  private static Optional<Boolean> firstFailed(String log) {
    String marker = Markers.EXIT_CODE + ":";
    for (int at = log.indexOf(marker); at >= 0; at = log.indexOf(marker, at + 1)) {
      int n = log.length();
      int number = PyText.skipSpaces(log, at + marker.length(), n);
      int digits = number < n && log.charAt(number) == '-' ? number + 1 : number;
      int end = PyText.skipDigits(log, digits, n);
      if (end > digits) {
        return Optional.of(
            log.substring(digits, end).codePoints().anyMatch(c -> Character.digit(c, 10) != 0));
      }
    }
    return Optional.empty();
  }
}
