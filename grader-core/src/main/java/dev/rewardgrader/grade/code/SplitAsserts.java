package dev.rewardgrader.grade.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.PairResult;
import dev.rewardgrader.sandbox.SandboxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tests and candidate in two runs that see nothing of each other but a pipe with plain data. What
 * the tests found comes from the tests' run alone.
 *
 * @param testsScript the program that runs the tests
 * @param candidateScript the program that loads the candidate and answers calls
 * @param codec what both include
 * @param unit what the tests have of a library for unit tests, or null
 * @param extension of source files
 */
record SplitAsserts(
    String testsScript, String candidateScript, String codec, String unit, String extension) {

  /** What arguments may come to, whatever a candidate may print. */
  private static final long PIPE_BYTES = 1L << 30;

  static final SplitAsserts PYTHON =
      new SplitAsserts("python_tests.py", "python_candidate.py", "python_codec.py", null, ".py");
  static final SplitAsserts JAVASCRIPT =
      new SplitAsserts(
          "javascript_tests.js",
          "javascript_candidate.js",
          "javascript_codec.js",
          "javascript_unit.js",
          ".js");

  /**
   * @return the grade so far, or null when the tests need the candidate in their own process
   */
  Grade.Builder judge(Attempt attempt, CodeTask.Asserts asserts)
      throws SandboxException, GraderFault {
    Execution tests = tests(attempt, asserts);
    Execution candidate = candidate(attempt);
    PairResult results = attempt.sandbox().runTogether(tests, candidate);
    if (attempt.isNear(results.second())) {
      results = attempt.sandbox().runTogether(Attempt.patient(tests), Attempt.patient(candidate));
    }
    JsonNode report = report(results.first(), results.second());
    if (report == null) {
      return grade(attempt, results, Json.MAPPER.createObjectNode(), testsFailed(results.first()));
    }
    String outcome = report.path("outcome").asText();
    if (outcome.equals("shared")) {
      return null;
    }
    if (outcome.equals("bad-task")) {
      throw GraderFault.badTask("test_code: " + report.path("message").asText());
    }
    return grade(attempt, results, report, outcome(attempt, report, results.second()));
  }

  private Execution tests(Attempt attempt, CodeTask.Asserts asserts) {
    EntryPoint entry = EntryPoint.of(asserts);
    ObjectNode task = Json.MAPPER.createObjectNode();
    task.put("test_code", asserts.testCode());
    task.put("helpers", attempt.task().prefix());
    task.put("keep_going", !attempt.options().stopAtFirstFailure());
    if (entry == null) {
      task.putNull("entry");
    } else {
      ArrayNode parts = task.putArray("entry");
      parts.add(entry.type());
      parts.add(entry.name());
      parts.add(entry.instance());
    }
    return run(attempt, "grader_tests", testsScript, "grader_task.json", task.toString())
        .reporting();
  }

  private Execution candidate(Attempt attempt) {
    return run(
        attempt,
        "grader_candidate",
        candidateScript,
        "candidate" + extension,
        attempt.submission().source());
  }

  private Execution run(
      Attempt attempt, String main, String script, String inputName, String input) {
    Execution run = attempt.execution(attempt.program(List.of(main + extension), main));
    Limits limits = run.limits();
    if (inputName.endsWith(".json")) {
      // The tests wait for the candidate: whoever is slow, it is the candidate's run that ends.
      limits = limits.withCpuTime(limits.cpuTime().multipliedBy(2).plus(Duration.ofSeconds(10)));
      limits = limits.withStdoutBytes(Math.max(limits.stdoutBytes(), PIPE_BYTES));
    }
    Map<String, byte[]> files = new HashMap<>();
    if (!inputName.endsWith(".json")) {
      attempt.files().forEach((path, text) -> files.put(path, bytes(text)));
    }
    files.put(main + extension, bytes(Resources.text(script)));
    files.put("grader_codec" + extension, bytes(Resources.text(codec)));
    if (unit != null && inputName.endsWith(".json")) {
      files.put("grader_unit" + extension, bytes(Resources.text(unit)));
    }
    files.put(inputName, bytes(input));
    return new Execution(
        run.argv(), run.stdin(), run.env(), files, limits, false, run.warm(), false);
  }

  /** The tests' report, or null where a candidate's answers were too much for their process. */
  private static JsonNode report(ExecutionResult tests, ExecutionResult candidate)
      throws GraderFault {
    try {
      if (tests.report().length > 0) {
        return Json.parse(new String(tests.report(), StandardCharsets.UTF_8));
      }
    } catch (InputException e) {
      throw GraderFault.permanent("harness", "the report of the tests is broken", e);
    }
    return switch (tests.ending()) {
      case MEMORY_LIMIT, CPU_LIMIT, WALL_LIMIT, OUTPUT_LIMIT, SIGNALED -> null;
      case EXITED, START_FAILED ->
          throw GraderFault.permanent(
              "harness",
              "the tests ended without a report: %s%s; the candidate: %s"
                  .formatted(
                      tests.detail(), Endings.errorTail(tests), Endings.of(candidate).message()),
              null);
    };
  }

  private static Outcome testsFailed(ExecutionResult tests) {
    Outcome ending = Endings.of(tests);
    return new Outcome(
        ending.verdict(),
        "tests:" + ending.code(),
        "the process of the tests, fed with the candidate's answers, " + ending.message());
  }

  private static Outcome outcome(Attempt attempt, JsonNode report, ExecutionResult candidate)
      throws GraderFault {
    String message = report.path("message").asText("");
    String code = report.path("code").asText("");
    return switch (report.path("outcome").asText()) {
      case "passed" -> {
        Outcome late = attempt.outcome(candidate);
        yield late.verdict() == Verdict.TIME_LIMIT_EXCEEDED ? late : passed(report);
      }
      case "failed" -> wrong(attempt, code, message);
      case "raised" ->
          code.equals("syntax")
              ? new Outcome(Verdict.COMPILE_ERROR, "syntax", message)
              : Endings.runtimeError("exception", "raised " + message);
      case "missing" ->
          Endings.runtimeError("no-entry-point", "the candidate does not define '" + message + "'");
      case "exited" ->
          Endings.runtimeError("ended-early", "the candidate tried to end its process");
      case "gone" -> gone(attempt, code, candidate);
      default -> throw GraderFault.permanent("harness", "unknown report " + report, null);
    };
  }

  private static Outcome passed(JsonNode report) {
    for (JsonNode test : report.path("tests")) {
      if (!test.path(1).asBoolean()) {
        return new Outcome(Verdict.WRONG_ANSWER, "assert", "an assertion failed");
      }
    }
    return Outcome.ACCEPTED;
  }

  private static Outcome wrong(Attempt attempt, String code, String message) {
    String what =
        switch (code) {
          case "assert" -> "an assertion failed";
          case "no-assert" -> "no assertion was reached";
          default -> "the tests could not go on with an answer";
        };
    boolean shown = attempt.options().revealTests() && !message.isEmpty();
    return new Outcome(Verdict.WRONG_ANSWER, code, shown ? what + ": " + message : what);
  }

  /** The candidate's process is gone, or says what nobody asked: its own ending tells why. */
  private static Outcome gone(Attempt attempt, String when, ExecutionResult candidate)
      throws GraderFault {
    Outcome ending = attempt.outcome(candidate);
    if (ending.accepted()) {
      ending =
          Endings.runtimeError("ended-early", "the candidate's process ended before the tests did");
    }
    // What its process does behind an answer that is none does not count any more.
    return when.equals("answer") && ending.verdict() == Verdict.RUNTIME_ERROR
        ? new Outcome(Verdict.WRONG_ANSWER, "broken-answer", "the candidate answered no value")
        : ending;
  }

  private static Grade.Builder grade(
      Attempt attempt, PairResult results, JsonNode report, Outcome outcome) {
    List<Tampering.Sign> signs = Tampering.signs(attempt.submission());
    return AssertReport.grade(report, outcome, results.second())
        .flags(Tampering.flags(signs, outcome))
        .detail("integrity", Report.text("isolated"))
        .detail("signs", Tampering.lines(signs));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
