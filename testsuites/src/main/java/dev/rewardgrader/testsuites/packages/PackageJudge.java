package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Judges a package's submissions against what each one promises. */
public final class PackageJudge {
  private final Grader<CodeTask> grader;
  private final ProgramCheckers programs;

  /**
   * @param verdict of the submission, or null for a fault
   * @param score in a scoring problem, else NaN
   * @param message why, for a person
   * @param broken how it breaks a rule that it should keep, or null
   * @param slowest CPU time of its slowest test
   */
  public record Judged(
      PackageSubmission submission,
      Verdict verdict,
      double score,
      double best,
      String message,
      String broken,
      Duration slowest) {

    /** Whether the submission did what it promises. */
    public boolean isAsExpected() {
      return verdict != null
          && broken == null
          && submission.expected().isKeptBy(verdict)
          && submission.expected().isKeptBy(score);
    }
  }

  /** What all tests of a submission came to. */
  private record Run(List<TestResult> results, Grade notRun, String message) {}

  /**
   * @param programs where graders of packages run; null for none, and a package that has one is a
   *     fault
   */
  public PackageJudge(Grader<CodeTask> grader, ProgramCheckers programs) {
    this.grader = grader;
    this.programs = programs;
  }

  /**
   * The package with the time limit that its accepted submissions ask for, where it names none.
   *
   * @param accepted what became of those that promise to be accepted
   */
  public static ProblemPackage timed(ProblemPackage problem, List<Judged> accepted) {
    Duration slowest =
        accepted.stream()
            .filter(judged -> judged.verdict() == Verdict.ACCEPTED)
            .map(Judged::slowest)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return slowest == null || !problem.timing().isMeasured()
        ? problem
        : problem.withTimeLimit(problem.timing().millis(slowest));
  }

  /** Judges one submission. A fault is a result without a verdict. */
  public Judged judge(ProblemPackage problem, PackageSubmission submission)
      throws InterruptedException {
    try {
      return judged(problem, submission, run(problem, submission));
    } catch (GraderFault e) {
      return new Judged(
          submission, null, Double.NaN, Double.NaN, e.getMessage(), null, Duration.ZERO);
    }
  }

  private Run run(ProblemPackage problem, PackageSubmission submission)
      throws GraderFault, InterruptedException {
    boolean all = problem.addsUp() || !submission.expected().rules().isEmpty();
    Map<String, TestResult> byId = new HashMap<>();
    Map<String, String> messages = new HashMap<>();
    for (CodeTask task : problem.tasks()) {
      CodeTask.TestForm form = task.form();
      if (submission.answers() != null && form instanceof CodeTask.Stdio stdio) {
        Answers.missing(stdio, submission.answers()).forEach(r -> byId.put(r.id(), r));
        form = Answers.printed(stdio, submission.answers());
      }
      if (form == null) {
        continue;
      }
      Grade grade =
          grader.grade(
              own(task, form, submission), completion(submission), new GradingOptions(!all, true));
      String why = grade.reason() == null ? "" : grade.reason().message();
      if (grade.tests() == null || grade.tests().results().isEmpty()) {
        return new Run(List.of(), grade, why);
      }
      for (TestResult result : grade.tests().results()) {
        byId.put(result.id(), result);
        messages.put(result.id(), why);
      }
    }
    List<TestResult> results = new ArrayList<>();
    String message = null;
    for (String id : problem.order()) {
      TestResult result = byId.get(id);
      if (result == null) {
        continue;
      }
      results.add(result);
      if (!result.passed() && message == null) {
        message = messages.getOrDefault(id, "test " + id + ": " + result.message());
      }
    }
    return new Run(results, null, message == null ? "" : message);
  }

  private GroupProgram groupProgram(ProblemPackage problem) throws GraderFault {
    if (problem.grader() == null || programs == null) {
      return new GroupProgram(null);
    }
    try {
      return new GroupProgram(programs.program(problem.grader(), "graders"));
    } catch (InputException e) {
      throw GraderFault.badTask(e.getMessage());
    }
  }

  private Judged judged(ProblemPackage problem, PackageSubmission submission, Run run)
      throws GraderFault, InterruptedException {
    if (run.notRun != null) {
      boolean ruled = !submission.expected().rules().isEmpty();
      String broken = ruled ? "no test was run" : null;
      return new Judged(
          submission,
          run.notRun.verdict(),
          Double.NaN,
          Double.NaN,
          run.message,
          broken,
          Duration.ZERO);
    }
    Verdict verdict =
        run.results.stream()
            .map(TestResult::verdict)
            .filter(v -> v != Verdict.ACCEPTED)
            .findFirst()
            .orElse(Verdict.ACCEPTED);
    double score = Double.NaN;
    double best = Double.NaN;
    Map<String, TestResult> byId = new HashMap<>();
    run.results.forEach(r -> byId.put(r.id(), r));
    GroupProgram own = groupProgram(problem);
    if (problem.addsUp()) {
      TestGroup.Total total = problem.data().total(byId, problem.maxScore(), own);
      if (problem.scoring()) {
        score = total.score();
        best = problem.data().best(own);
        verdict = scored(total, best, verdict);
      } else {
        verdict = total.verdict();
      }
    }
    String broken = null;
    for (ExpectationRule rule : submission.expected().rules()) {
      String how = rule.brokenBy(run.results, scoreOf(problem, byId, rule.where(), own));
      broken = broken == null ? how : broken;
    }
    Duration slowest =
        run.results.stream()
            .map(TestResult::cpuTime)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new Judged(submission, verdict, score, best, run.message, broken, slowest);
  }

  private static Verdict scored(TestGroup.Total total, double best, Verdict first) {
    boolean full = total.score() >= best && total.verdict() == Verdict.ACCEPTED;
    if (!full && total.score() > 0) {
      return Verdict.PARTIAL;
    }
    return !full && total.verdict() == Verdict.ACCEPTED ? first : total.verdict();
  }

  private static double scoreOf(
      ProblemPackage problem, Map<String, TestResult> results, String group, GroupProgram own)
      throws GraderFault, InterruptedException {
    TestGroup found = problem.scoring() ? problem.data().find(group) : null;
    return found == null ? Double.NaN : found.total(results, problem.maxScore(), own).score();
  }

  private static CodeTask own(CodeTask task, CodeTask.TestForm form, PackageSubmission submission) {
    return new CodeTask(
        task.id(),
        task.policy(),
        submission.language(),
        form,
        task.checker(),
        task.limits(),
        task.prefix(),
        submission.files(),
        task.options(),
        submission.keepsNames(),
        List.of());
  }

  /** Files as JSON, or the source in a fence that no line of it can end. */
  private static Completion completion(PackageSubmission submission) {
    if (submission.keepsNames()) {
      return new Completion(submission.source());
    }
    StringBuilder fence = new StringBuilder("```");
    while (submission.source().contains(fence)) {
      fence.append('`');
    }
    return new Completion(
        fence + submission.language() + "\n" + submission.source() + "\n" + fence + "\n");
  }
}
