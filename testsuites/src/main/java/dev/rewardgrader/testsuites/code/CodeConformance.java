package dev.rewardgrader.testsuites.code;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges the reference solutions of benchmarks, which all have to be accepted. */
public final class CodeConformance {
  /** How compilers and interpreters say that a library is not there. */
  private static final Pattern MISSING =
      Pattern.compile(
          "No module named '[^']+'|[\\w/.+-]+\\.hp{0,2}: No such file or directory|cannot find package \"[^\"]+\""
              + "|package [\\w./-]+ is not in (?:std|GOROOT)|no required module provides package [\\w./-]+"
              + "|(?:can't find crate for|unresolved import|undeclared crate or module|unresolved module or unlinked crate) `[^`]+`"
              + "|extern location for \\w+ does not exist"
              + "|Cannot find module '[^']+'|package [\\w.]+ does not exist");

  private final Grader<CodeTask> grader;
  private final int jobs;

  /**
   * @param jobs how many rows are judged at once
   */
  public CodeConformance(Grader<CodeTask> grader, int jobs) {
    this.grader = grader;
    this.jobs = jobs;
  }

  /**
   * Judges one completion of each row.
   *
   * @param mutation how the reference is broken, or null for the reference as it is; rows that the
   *     mutation cannot be applied to are left out
   */
  public SuiteResult run(String name, List<SuiteRow> rows, Mutation mutation)
      throws InterruptedException {
    long start = System.nanoTime();
    List<Future<RowResult>> futures = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(jobs)) {
      for (SuiteRow row : rows) {
        String completion =
            mutation == null ? row.reference() : mutation.apply(row.task(), row.reference());
        if (completion != null) {
          futures.add(pool.submit(() -> judge(row, completion, mutation == null)));
        }
      }
    }
    List<RowResult> results = new ArrayList<>();
    for (Future<RowResult> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("judging a row of " + name, e.getCause());
      }
    }
    return new SuiteResult(name, results, System.nanoTime() - start);
  }

  private RowResult judge(SuiteRow row, String completion, boolean reference)
      throws InterruptedException {
    CodeTask task = row.task();
    long start = System.nanoTime();
    try {
      Grade grade = grader.grade(task, new Completion(completion), new GradingOptions(true, true));
      long nanos = System.nanoTime() - start;
      String reason = grade.reason() == null ? null : grade.reason().message();
      if (grade.verdict() == Verdict.ACCEPTED) {
        String note = reference ? row.note() : null;
        return new RowResult(task.id(), RowResult.Status.ACCEPTED, grade.verdict(), note, nanos);
      }
      if (reference && PlainJavaScript.failsItself(grader, task, completion)) {
        return new RowResult(
            task.id(),
            RowResult.Status.NOT_SERVABLE,
            grade.verdict(),
            "the row's own reference fails its assertions, in a plain run without any harness, too",
            nanos);
      }
      Matcher missing = MISSING.matcher(reason == null ? "" : reason);
      return reference && missing.find()
          ? new RowResult(
              task.id(), RowResult.Status.NOT_SERVABLE, grade.verdict(), missing.group(), nanos)
          : new RowResult(task.id(), RowResult.Status.REJECTED, grade.verdict(), reason, nanos);
    } catch (GraderFault e) {
      RowResult.Status status =
          e.code().equals("no-tool") || e.code().equals("bad-task")
              ? RowResult.Status.NOT_SERVABLE
              : RowResult.Status.FAULT;
      return new RowResult(task.id(), status, null, e.getMessage(), System.nanoTime() - start);
    }
  }
}
