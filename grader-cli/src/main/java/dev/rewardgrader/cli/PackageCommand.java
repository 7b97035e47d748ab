package dev.rewardgrader.cli;

import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.cli.options.SandboxOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.testsuites.packages.Expectation;
import dev.rewardgrader.testsuites.packages.PackageArchive;
import dev.rewardgrader.testsuites.packages.PackageException;
import dev.rewardgrader.testsuites.packages.PackageJudge;
import dev.rewardgrader.testsuites.packages.PackageJudge.Judged;
import dev.rewardgrader.testsuites.packages.PackageSubmission;
import dev.rewardgrader.testsuites.packages.ProblemPackage;
import dev.rewardgrader.testsuites.packages.ScriptPrograms;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every submission did what it promises",
      "1:some did not",
      "2:bad usage, or a package that cannot be read",
      "3:faults of the grader or of the package"
    },
    sortOptions = false)
final class PackageCommand implements Callable<Integer> {
  /** A submission did not what it promises. */
  private static final int NOT_AS_EXPECTED = 1;

  @Spec private CommandSpec spec;
  @Mixin private SandboxOptions sandbox;

  @Parameters(
      paramLabel = "DIR",
      description = "A Kattis, ICPC or DOMjudge problem package: its folder, or a zip archive.")
  private Path folder;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (PackageArchive archive = PackageArchive.open(folder)) {
      return judgeAll(archive.read());
    } catch (PackageException e) {
      spec.commandLine().getErr().println("grader: " + e.getMessage());
      return ExitCode.BAD_INPUT;
    }
  }

  private int judgeAll(ProblemPackage problem) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Language> languages = ScriptPrograms.with(sandbox.languages());
    List<Judged> all = new ArrayList<>();
    try (SandboxPool pool = sandbox.pool(1);
        SandboxPool checkerPool = sandbox.pool(1);
        ProgramCheckers checkers = new ProgramCheckers(checkerPool, languages, 1)) {
      PackageJudge judge = new PackageJudge(new CodeGrader(pool, languages, checkers), checkers);
      // Those that must be accepted set the time limit of the others, where the package names none.
      List<PackageSubmission> later = new ArrayList<>();
      for (PackageSubmission submission : problem.submissions()) {
        if (submission.path().startsWith("accepted/")) {
          all.add(told(judge.judge(problem, submission)));
        } else {
          later.add(submission);
        }
      }
      ProblemPackage timed = PackageJudge.timed(problem, all);
      if (timed != problem) {
        out.println("time limit: " + timed.tasks().getFirst().limits().timeMs() + " ms, measured");
      }
      for (PackageSubmission submission : later) {
        all.add(told(judge.judge(timed, submission)));
      }
    }
    problem.notes().forEach(note -> out.println("note  " + note));
    problem.skipped().forEach(path -> out.println("skip  " + path + "  in no known language"));
    long faults = all.stream().filter(judged -> judged.verdict() == null).count();
    long kept = all.stream().filter(Judged::isAsExpected).count();
    long broken = all.size() - kept - faults;
    out.println(
        "%s: %d submissions, %d as expected, %d not, %d faults%s"
            .formatted(
                problem.name(),
                all.size(),
                kept,
                broken,
                faults,
                problem.skipped().isEmpty()
                    ? ""
                    : ", %d skipped".formatted(problem.skipped().size())));
    out.flush();
    return faults > 0 ? ExitCode.FAULTS : broken > 0 ? NOT_AS_EXPECTED : ExitCode.OK;
  }

  private Judged told(Judged judged) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line(judged));
    out.flush();
    return judged;
  }

  private static String line(Judged judged) {
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
    if (mark.equals("NOT") && judged.broken() == null) {
      line.append("  promised ").append(promise(judged.submission().expected()));
    }
    if (judged.broken() != null) {
      line.append("  ").append(judged.broken());
    } else if (!judged.message().isEmpty()) {
      line.append("  ").append(judged.message().lines().findFirst().orElse(""));
    }
    return line.toString().stripTrailing();
  }

  private static String promise(Expectation expected) {
    List<String> verdicts = expected.verdicts().stream().map(Verdict::name).sorted().toList();
    String names = String.join(" or ", verdicts);
    return Double.isNaN(expected.score())
        ? names
        : (names + " score " + number(expected.score())).strip();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
