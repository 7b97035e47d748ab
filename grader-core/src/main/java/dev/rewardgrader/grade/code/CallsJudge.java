package dev.rewardgrader.grade.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.check.CheckResult;
import dev.rewardgrader.grade.code.check.OutputChecker;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.CodeTask.CallTest;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Judges functions: arguments in, result out as plain JSON, compared outside the sandbox. Each call
 * has a process of its own, so that no state of one test is seen by another.
 */
final class CallsJudge {
  private final OutputChecker checker;

  CallsJudge(OutputChecker checker) {
    this.checker = checker;
  }

  Grade.Builder judge(Attempt attempt, CodeTask.Calls calls)
      throws SandboxException, GraderFault, InterruptedException {
    EntryPoint entry = EntryPoint.parse(calls.entryPoint());
    CallOptions options = CallOptions.of(attempt.task().options());
    CallHarness.CallProgram program = harness(attempt).prepare(attempt, entry, options);
    List<CallTest> tests = calls.tests();
    double points = tests.stream().mapToDouble(CallTest::points).sum();
    Compiler.Compilation compilation =
        program.failure() != null
            ? Compiler.Compilation.failed(program.failure())
            : compile(attempt, program);
    if (compilation.failure() != null) {
      return Report.notRun(compilation, tests.size(), points);
    }
    String key = Keys.random();
    List<Execution> runs =
        tests.stream()
            .map(
                test ->
                    attempt
                        .execution(program.program())
                        .withStdin(request(key, entry, options, test))
                        .reporting())
            .toList();
    Report report =
        TestRuns.run(
            attempt,
            runs,
            (i, result) -> {
              byte[] said = program.reportsOnStdout() ? result.stdout() : result.report();
              Answer answer = Answer.read(said, key, program.reportsOnStdout());
              return check(attempt, tests.get(i), answer, result);
            });
    List<Tampering.Sign> signs = Tampering.signs(attempt.submission());
    return report
        .grade(tests.size(), points, compilation)
        .flags(Tampering.flags(signs, report.outcome()))
        .detail("signs", Tampering.lines(signs))
        .detail("checker", Report.text(checker.id()))
        .detail("integrity", Report.text("isolated"));
  }

  private static Compiler.Compilation compile(Attempt attempt, CallHarness.CallProgram program)
      throws SandboxException, GraderFault {
    Map<String, String> files = attempt.files();
    files.putAll(program.files());
    return Compiler.compile(attempt, files, program.program(), program.compilerArguments());
  }

  private static CallHarness harness(Attempt attempt) throws GraderFault {
    return switch (attempt.family()) {
      case "python" -> new PythonCalls();
      case "javascript" -> new JavaScriptCalls();
      case "cpp" -> new CppCalls();
      case "java" -> new JavaCalls();
      default ->
          throw GraderFault.badTask(
              "functions cannot be called in %s; they can in python, java, cpp and javascript"
                  .formatted(attempt.language().name()));
    };
  }

  private static byte[] request(String key, EntryPoint entry, CallOptions options, CallTest test) {
    ObjectNode request = Json.MAPPER.createObjectNode();
    request.putArray("entry").add(entry.type()).add(entry.name()).add(entry.instance());
    ArrayNode args = request.putArray("args");
    test.args().forEach(args::add);
    ObjectNode kwargs = request.putObject("kwargs");
    test.kwargs().forEach(kwargs::set);
    ArrayNode types = request.putArray("types");
    options.arguments().forEach(types::add);
    request.put("result", options.result());
    request.put("in_place", options.inPlace());
    return (key + "\n" + request).getBytes(StandardCharsets.UTF_8);
  }

  private TestRuns.Checked check(
      Attempt attempt, CallTest test, Answer answer, ExecutionResult result)
      throws GraderFault, InterruptedException {
    Outcome outcome = outcome(attempt, test, answer, result);
    TestResult one =
        new TestResult(
            test.id(),
            test.group(),
            test.points(),
            outcome.verdict(),
            result.cpuTime(),
            result.wallTime(),
            result.peakMemoryBytes(),
            outcome.message());
    return new TestRuns.Checked(one, outcome);
  }

  private Outcome outcome(Attempt attempt, CallTest test, Answer answer, ExecutionResult result)
      throws GraderFault, InterruptedException {
    Outcome ending = attempt.outcome(result);
    boolean overLimit =
        switch (ending.verdict()) {
          case TIME_LIMIT_EXCEEDED, MEMORY_LIMIT_EXCEEDED, OUTPUT_LIMIT_EXCEEDED -> true;
          default -> false;
        };
    if (overLimit) {
      return ending;
    }
    if (answer.forged()) {
      return new Outcome(
          Verdict.REJECTED, "forged-report", "the candidate wrote to the channel of results");
    }
    return switch (answer.kind()) {
      case "ok" -> compared(attempt, test, answer.value());
      case "unplain" ->
          new Outcome(
              Verdict.WRONG_ANSWER,
              "not-plain",
              "the result is not plain data: " + answer.value().asText());
      case "raised" -> Endings.runtimeError("exception", "raised " + answer.value().asText());
      case "missing" ->
          Endings.runtimeError(
              "no-entry-point",
              "the candidate does not define '" + answer.value().asText() + "' as asked");
      case "syntax" -> new Outcome(Verdict.COMPILE_ERROR, "syntax", answer.value().asText());
      case "exit" -> Endings.runtimeError("ended-early", "the candidate tried to end its process");
      default ->
          ending.accepted()
              ? Endings.runtimeError("ended-early", "the process ended without a result")
              : ending;
    };
  }

  private Outcome compared(Attempt attempt, CallTest test, JsonNode actual)
      throws GraderFault, InterruptedException {
    CheckResult checked =
        checker.check(bytes(actual), List.of(bytes(test.expected())), new byte[0]);
    return checked.accepted()
        ? Outcome.ACCEPTED
        : new Outcome(
            Verdict.WRONG_ANSWER, "wrong-result", checked.text(attempt.options().revealTests()));
  }

  private static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What the driver said.
   *
   * @param kind the name of the answer's only field, empty when there is none
   * @param forged whether something else stands in the report
   */
  private record Answer(String kind, JsonNode value, boolean forged) {
    private static final Answer NONE = new Answer("", null, false);
    private static final Answer FORGED = new Answer("", null, true);

    static Answer read(byte[] report, String key, boolean among) {
      Answer answer = NONE;
      boolean other = false;
      for (String line : new String(report, StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith(key + " ") && answer == NONE) {
          answer = parse(line.substring(key.length() + 1));
        } else if (!line.isEmpty()) {
          other = true;
        }
      }
      return other && !among ? FORGED : answer;
    }

    private static Answer parse(String text) {
      try {
        Map.Entry<String, JsonNode> field = Json.parse(text).properties().iterator().next();
        return new Answer(field.getKey(), field.getValue(), false);
      } catch (InputException e) {
        return new Answer("unplain", Report.text("larger or deeper than JSON may be"), false);
      }
    }
  }
}
