package dev.rewardgrader.grade.code;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tests and candidate in one process. Passing takes a line with a key that the program reads before
 * the candidate's code runs and that it writes when the tests have come to their end; how the
 * process exits does not matter.
 */
final class SharedAsserts {
  private SharedAsserts() {}

  static Grade.Builder judge(Attempt attempt, CodeTask.Asserts asserts, AssertHarness harness)
      throws SandboxException, GraderFault {
    AssertProgram prepared = harness.prepare(attempt, asserts, Keys.random());
    Compiler.Compilation compilation =
        Compiler.compile(
            attempt, prepared.files(), prepared.program(), prepared.compilerArguments());
    if (compilation.failure() != null) {
      return marked(Report.notRun(compilation, 1, 1), prepared.signs(), compilation.failure());
    }
    if (attempt.language().isCompiled()) {
      // The tests' source is none of the program's business.
      for (String path : prepared.files().keySet()) {
        attempt.sandbox().put(path, new byte[0], false);
      }
    }
    String key = Keys.random();
    Execution run =
        attempt
            .execution(prepared.program())
            .withStdin(key.getBytes(StandardCharsets.US_ASCII))
            .reporting();
    ExecutionResult result = attempt.repeatedIfNear(run, attempt.sandbox().run(run));
    byte[] report = prepared.reportsOnStdout() ? result.stdout() : result.report();
    Proof proof = Proof.read(report, key, prepared.reportsOnStdout());
    Outcome outcome = outcome(attempt, proof, result);
    List<Tampering.Sign> signs = prepared.signs();
    if (outcome.accepted()) {
      outcome = refusal(signs, outcome);
    }
    ObjectNode tests = Json.MAPPER.createObjectNode();
    ArrayNode held = tests.putArray("tests");
    if (outcome.accepted() || (proof.failed() > 0 && outcome.code().equals("assert"))) {
      int passed = outcome.accepted() ? Math.max(1, proof.count()) : proof.count();
      for (int i = 1; i <= passed + proof.failed(); i++) {
        held.addArray().add(i).add(i <= passed);
      }
    }
    Grade.Builder grade =
        AssertReport.grade(tests, outcome, result).compileTime(compilation.time());
    return marked(grade, signs, outcome);
  }

  private static Outcome outcome(Attempt attempt, Proof proof, ExecutionResult result)
      throws GraderFault {
    Outcome ending = attempt.outcome(result);
    if (ending.verdict() == Verdict.TIME_LIMIT_EXCEEDED
        || ending.verdict() == Verdict.MEMORY_LIMIT_EXCEEDED
        || ending.verdict() == Verdict.OUTPUT_LIMIT_EXCEEDED) {
      return ending;
    }
    if (proof.forged()) {
      return new Outcome(
          Verdict.REJECTED, "forged-report", "the candidate wrote to the channel of the tests");
    }
    return switch (proof.word()) {
      case "passed" -> proof.count() == 0 ? noAssert() : Outcome.ACCEPTED;
      case "failed" ->
          new Outcome(
              Verdict.WRONG_ANSWER,
              "assert",
              proof.failed() == 0
                  ? "an assertion failed"
                  : "%d of %d tests failed"
                      .formatted(proof.failed(), proof.count() + proof.failed()));
      case "empty" ->
          throw GraderFault.badTask("test_code has no test that runs: none, or all are skipped");
      case "raised" -> Endings.runtimeError("exception", "raised " + proof.rest());
      default ->
          ending.accepted()
              ? Endings.runtimeError("ended-early", "the process ended before the tests did")
              : ending;
    };
  }

  private static Outcome noAssert() {
    return new Outcome(Verdict.WRONG_ANSWER, "no-assert", "no assertion was reached");
  }

  /** A pass beside the tests does not stand where the text holds what only an attack needs. */
  private static Outcome refusal(List<Tampering.Sign> signs, Outcome accepted) {
    for (Tampering.Sign sign : signs) {
      if (sign.grave()) {
        return new Outcome(
            Verdict.REJECTED,
            "tampering",
            "line %d of the candidate holds what an attack on the tests needs (%s)"
                .formatted(sign.line(), sign.flag()));
      }
    }
    return accepted;
  }

  private static Grade.Builder marked(
      Grade.Builder grade, List<Tampering.Sign> signs, Outcome outcome) {
    return grade
        .flags(Tampering.flags(signs, outcome))
        .detail("integrity", Report.text("shared"))
        .detail("signs", Tampering.lines(signs));
  }

  /**
   * What the program says about its tests.
   *
   * @param word {@code passed}, {@code failed}, {@code raised}, or empty when it said nothing
   * @param count of assertions that ran
   * @param rest of the line
   * @param forged whether something else stands in the report
   */
  record Proof(String word, int count, String rest, boolean forged) {

    /** How many tests failed, where the program counts them: the rest begins with all that ran. */
    int failed() {
      String first = rest.split(" ", 2)[0];
      boolean counted = word.equals("failed") && first.matches("\\d{1,9}");
      return counted ? Math.max(0, Integer.parseInt(first) - count) : 0;
    }

    static Proof read(byte[] report, String key, boolean among) {
      Proof proof = new Proof("", 0, "", false);
      boolean other = false;
      String text = new String(report, StandardCharsets.UTF_8);
      int at = 0;
      while (at < text.length()) {
        int end = text.indexOf('\n', at);
        String line = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        if (line.startsWith(key + " ") && proof.word.isEmpty()) {
          proof = of(line.substring(key.length() + 1).split(" ", 3));
        } else {
          other = true;
        }
      }
      return other && !among ? new Proof(proof.word, proof.count, proof.rest, true) : proof;
    }

    private static Proof of(String[] parts) {
      boolean counted = parts.length > 1 && parts[1].matches("\\d{1,9}");
      return new Proof(
          parts[0],
          counted ? Integer.parseInt(parts[1]) : 0,
          parts.length > 2 ? Endings.shortened(parts[2], 500) : "",
          false);
    }
  }
}
