package dev.rewardgrader.testsuites.packages;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import java.util.HashMap;
import java.util.Map;

/** Judges a package's submissions against what each one promises. */
public final class PackageJudge {
  private final Grader<CodeTask> grader;

  /**
   * @param verdict of the submission, or null for a fault
   * @param score in a scoring problem, else NaN
   * @param message why, for a person
   */
  public record Judged(
      PackageSubmission submission, Verdict verdict, double score, double best, String message) {

    /** Whether the submission did what it promises. */
    public boolean isAsExpected() {
      return verdict != null
          && submission.expected().isKeptBy(verdict)
          && submission.expected().isKeptBy(score);
    }
  }

  public PackageJudge(Grader<CodeTask> grader) {
    this.grader = grader;
  }

  /** Judges one submission. A fault is a result without a verdict. */
  public Judged judge(ProblemPackage problem, PackageSubmission submission)
      throws InterruptedException {
    CodeTask task = problem.task();
    CodeTask own =
        new CodeTask(
            task.id(),
            task.policy(),
            submission.language(),
            task.form(),
            task.checker(),
            task.limits(),
            task.prefix(),
            submission.files(),
            task.options());
    try {
      Grade grade =
          grader.grade(
              own,
              new Completion(fenced(submission)),
              new GradingOptions(!problem.scoring(), true));
      return judged(problem, submission, grade);
    } catch (GraderFault e) {
      return new Judged(submission, null, Double.NaN, Double.NaN, e.getMessage());
    }
  }

  private static Judged judged(ProblemPackage problem, PackageSubmission submission, Grade grade) {
    String message = grade.reason() == null ? "" : grade.reason().message();
    if (!problem.scoring() || grade.tests() == null || grade.tests().results().isEmpty()) {
      return new Judged(submission, grade.verdict(), Double.NaN, Double.NaN, message);
    }
    Map<String, TestResult> results = new HashMap<>();
    grade.tests().results().forEach(r -> results.put(r.id(), r));
    TestGroup.Total total = problem.data().total(results, problem.maxScore());
    double best = problem.data().best();
    Verdict verdict = total.verdict();
    boolean full = total.score() >= best && verdict == Verdict.ACCEPTED;
    if (!full && total.score() > 0) {
      verdict = Verdict.PARTIAL;
    } else if (!full && verdict == Verdict.ACCEPTED) {
      verdict = grade.verdict();
    }
    return new Judged(submission, verdict, total.score(), best, message);
  }

  /** The source as a completion: in a fence that no line of it can end. */
  private static String fenced(PackageSubmission submission) {
    StringBuilder fence = new StringBuilder("```");
    while (submission.source().contains(fence)) {
      fence.append('`');
    }
    return fence + submission.language() + "\n" + submission.source() + "\n" + fence + "\n";
  }
}
