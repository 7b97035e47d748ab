package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.check.CheckResult;
import dev.rewardgrader.grade.code.check.OutputChecker;
import dev.rewardgrader.rollout.CodeTask.StdioTest;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Program;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Judges whole programs: standard input in, standard output compared outside the sandbox. */
final class StdioJudge {
  private final OutputChecker checker;

  StdioJudge(OutputChecker checker) {
    this.checker = checker;
  }

  Grade.Builder judge(Attempt attempt, List<StdioTest> tests)
      throws SandboxException, GraderFault, InterruptedException {
    requireExpected(tests);
    Program program = attempt.singleProgram();
    Map<String, String> files = attempt.files();
    files.put(program.source(), attempt.submission().source());
    Compiler.Compilation compilation = Compiler.compile(attempt, files, program, List.of());
    if (compilation.failure() != null) {
      return Report.notRun(compilation, tests.size(), points(tests));
    }
    List<Execution> runs =
        tests.stream()
            .map(test -> attempt.execution(program).withStdin(bytes(test.input())))
            .toList();
    Report report =
        TestRuns.run(attempt, runs, (i, result) -> check(attempt, tests.get(i), result));
    return report
        .grade(tests.size(), points(tests), compilation)
        .detail("checker", Report.text(checker.id()));
  }

  /** Before anything runs: a task that cannot be judged is a fault for every candidate. */
  private void requireExpected(List<StdioTest> tests) throws GraderFault {
    for (StdioTest test : tests) {
      if (test.outputs().isEmpty() && checker.needsExpected()) {
        throw GraderFault.badTask(
            "test %s has no expected output, and checker %s needs one"
                .formatted(test.id(), checker.id()));
      }
    }
  }

  private TestRuns.Checked check(Attempt attempt, StdioTest test, ExecutionResult result)
      throws GraderFault, InterruptedException {
    Outcome outcome = attempt.outcome(result);
    double score = outcome.accepted() ? 1 : 0;
    if (outcome.accepted()) {
      List<byte[]> expected = test.outputs().stream().map(StdioJudge::bytes).toList();
      CheckResult checked = checker.check(result.stdout(), expected, bytes(test.input()));
      score = checked.score();
      if (!checked.accepted()) {
        outcome =
            new Outcome(
                Verdict.WRONG_ANSWER,
                "wrong-output",
                checked.text(attempt.options().revealTests()));
      }
    }
    TestResult one =
        new TestResult(
            test.id(),
            test.group(),
            test.points(),
            outcome.verdict(),
            result.cpuTime(),
            result.wallTime(),
            result.peakMemoryBytes(),
            outcome.message(),
            score);
    return new TestRuns.Checked(one, outcome);
  }

  private static double points(List<StdioTest> tests) {
    return tests.stream().mapToDouble(StdioTest::points).sum();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
