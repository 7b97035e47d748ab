package dev.rewardgrader.cli;

import dev.rewardgrader.cli.options.SandboxOptions;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.testsuites.packages.PackageException;
import dev.rewardgrader.testsuites.packages.PackageJudge;
import dev.rewardgrader.testsuites.packages.PackageReader;
import dev.rewardgrader.testsuites.packages.PackageSubmission;
import dev.rewardgrader.testsuites.packages.ProblemPackage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "package",
    description = "Judge the submissions of a problem package against what each one promises.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PackageCommand implements Callable<Integer> {
  /** A submission did not what it promises. */
  private static final int NOT_AS_EXPECTED = 1;

  @Spec private CommandSpec spec;
  @Mixin private SandboxOptions sandbox;

  @Parameters(paramLabel = "DIR", description = "A Kattis, ICPC or DOMjudge problem package.")
  private Path folder;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    ProblemPackage problem;
    try {
      problem = PackageReader.read(folder);
    } catch (PackageException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.BAD_INPUT;
    }
    int faults = 0;
    int broken = 0;
    try (SandboxPool pool = sandbox.pool(1);
        SandboxPool checkerPool = sandbox.pool(1);
        ProgramCheckers checkers = new ProgramCheckers(checkerPool, sandbox.languages(), 1)) {
      PackageJudge judge = new PackageJudge(new CodeGrader(pool, sandbox.languages(), checkers));
      for (PackageSubmission submission : problem.submissions()) {
        PackageJudge.Judged judged = judge.judge(problem, submission);
        if (judged.verdict() == null) {
          faults++;
        } else if (!judged.isAsExpected()) {
          broken++;
        }
        out.println(line(judged));
        out.flush();
      }
    }
    int all = problem.submissions().size();
    out.println(
        "%s: %d submissions, %d as expected, %d not, %d faults"
            .formatted(problem.name(), all, all - broken - faults, broken, faults));
    out.flush();
    return faults > 0 ? ExitCode.FAULTS : broken > 0 ? NOT_AS_EXPECTED : ExitCode.OK;
  }

  private static String line(PackageJudge.Judged judged) {
    String mark = judged.verdict() == null ? "fault" : judged.isAsExpected() ? "ok" : "NOT";
    StringBuilder line =
        new StringBuilder(
            "%-5s %-40s %s"
                .formatted(
                    mark,
                    judged.submission().path(),
                    judged.verdict() == null ? "" : judged.verdict()));
    if (!Double.isNaN(judged.score())) {
      line.append(" %s of %s".formatted(number(judged.score()), number(judged.best())));
    }
    if (!judged.message().isEmpty()) {
      line.append("  ").append(judged.message().lines().findFirst().orElse(""));
    }
    return line.toString().stripTrailing();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
