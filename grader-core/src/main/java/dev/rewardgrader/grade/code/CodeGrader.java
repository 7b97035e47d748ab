package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.check.Checkers;
import dev.rewardgrader.grade.code.check.OutputChecker;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import java.util.Collection;

/** Judges programs by tests, in sandboxes of a pool. */
public final class CodeGrader implements Grader<CodeTask> {
  private final SandboxPool pool;
  private final SubmissionFinder finder;
  private final ProgramCheckers programs;

  /**
   * @param pool where programs run; stays the caller's to close
   * @param languages what tasks may be written in, as {@code languages.yaml} lists it
   */
  public CodeGrader(SandboxPool pool, Collection<Language> languages) {
    this(pool, languages, null);
  }

  /**
   * @param programs makes the checkers that are programs, in another pool; stays the caller's to
   *     close. Null where tasks with such checkers are refused
   */
  public CodeGrader(SandboxPool pool, Collection<Language> languages, ProgramCheckers programs) {
    this.pool = pool;
    this.programs = programs;
    this.finder = new SubmissionFinder(new Languages(languages));
  }

  @Override
  public Class<CodeTask> taskType() {
    return CodeTask.class;
  }

  @Override
  public Grade grade(CodeTask task, Completion completion, GradingOptions options)
      throws GraderFault, InterruptedException {
    Submission submission = finder.find(task, completion.text());
    if (submission == null) {
      return Grade.of(Verdict.NO_ANSWER)
          .reason("no-program", "the completion holds no program in the task's language")
          .build();
    }
    RunLimits limits = RunLimits.of(task.limits(), submission.language());
    try (Sandbox sandbox = pool.acquire(submission.language().image())) {
      Attempt attempt = new Attempt(task, submission, limits, options, sandbox);
      return judge(attempt).candidate(submission.candidate()).sandbox(sandbox.info()).build();
    } catch (SandboxException e) {
      throw e.isTransient()
          ? GraderFault.transientFault("sandbox", e.getMessage(), e)
          : GraderFault.permanent("sandbox", e.getMessage(), e);
    } catch (InputException e) {
      throw GraderFault.badTask(e.getMessage());
    }
  }

  private Grade.Builder judge(Attempt attempt)
      throws SandboxException, GraderFault, InterruptedException, InputException {
    CodeTask task = attempt.task();
    return switch (task.form()) {
      case CodeTask.Stdio stdio -> new StdioJudge(checker(task)).judge(attempt, stdio.tests());
      case CodeTask.Calls calls ->
          new CallsJudge(Checkers.ofCalls(task.checker())).judge(attempt, calls);
      case CodeTask.Asserts asserts -> AssertsJudge.judge(attempt, asserts);
    };
  }

  private OutputChecker checker(CodeTask task) throws InputException {
    return programs != null && Checkers.isProgram(task.checker())
        ? programs.of(task.checker())
        : Checkers.of(task.checker());
  }
}
