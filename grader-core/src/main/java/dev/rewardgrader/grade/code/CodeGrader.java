package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Grader;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.code.check.Checkers;
import dev.rewardgrader.grade.code.check.OutputChecker;
import dev.rewardgrader.grade.code.check.PassChecker;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
import dev.rewardgrader.json.CanonicalJson;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Judges programs by tests, in sandboxes of a pool. */
public final class CodeGrader implements Grader<CodeTask> {
  private final SandboxPool pool;
  private final SubmissionFinder finder;
  private final ProgramCheckers programs;

  /**
   * A grader without checker programs: a task that names one is a fault.
   *
   * @param pool where programs run; stays the caller's to close
   * @param languages what tasks may be written in, as {@code languages.yaml} lists it
   */
  public CodeGrader(SandboxPool pool, Collection<Language> languages) {
    this(pool, languages, null);
  }

  /**
   * @param programs makes checkers of programs, in sandboxes that candidates cannot use up; stays
   *     the caller's to close
   */
  public CodeGrader(SandboxPool pool, Collection<Language> languages, ProgramCheckers programs) {
    this.pool = pool;
    this.finder = new SubmissionFinder(new Languages(languages));
    this.programs = programs;
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
      Grade.Builder grade = judge(attempt).candidate(submission.candidate());
      return Subtasks.added(grade.sandbox(sandbox.info()).build(), task);
    } catch (SandboxException e) {
      throw fault(e);
    } catch (InputException e) {
      throw GraderFault.badTask(e.getMessage());
    }
  }

  /** The language as it compiles and runs, and the tools of every image that has a part in it. */
  @Override
  public String surroundings(CodeTask task, Completion completion) throws GraderFault {
    Submission submission = finder.find(task, completion.text());
    if (submission == null) {
      return "";
    }
    Set<Language> parts = new LinkedHashSet<>(List.of(submission.language()));
    Language judge = finder.judgeOf(task);
    if (judge != null) {
      parts.add(judge);
    }
    StringBuilder all = new StringBuilder();
    try {
      for (Language language : parts) {
        String tools = pool.toolsOf(language.image());
        if (tools == null) {
          return null;
        }
        all.append(CanonicalJson.write(language)).append(tools).append('\n');
      }
    } catch (SandboxException e) {
      throw fault(e);
    }
    return all.toString();
  }

  private Grade.Builder judge(Attempt attempt)
      throws SandboxException, GraderFault, InterruptedException, InputException {
    CodeTask task = attempt.task();
    return switch (task.form()) {
      case CodeTask.Stdio stdio when stdio.passes() > 1 ->
          new PassesJudge(passChecker(task.checker()), stdio).judge(attempt);
      case CodeTask.Stdio stdio -> new StdioJudge(checker(task.checker()), stdio).judge(attempt);
      case CodeTask.Interactive interactive -> interactive(attempt, interactive);
      case CodeTask.Calls calls ->
          new CallsJudge(Checkers.ofCalls(task.checker())).judge(attempt, calls);
      case CodeTask.Asserts asserts -> AssertsJudge.judge(attempt, asserts);
    };
  }

  private Grade.Builder interactive(Attempt attempt, CodeTask.Interactive form)
      throws SandboxException, GraderFault, InterruptedException, InputException {
    if (programs == null) {
      throw noPrograms("the task has an interactor");
    }
    CodeTask.Checker checker = attempt.task().checker();
    return new InteractiveJudge(
            pool,
            programs.interactor(form.interactor()),
            Checkers.isProgram(checker) ? programs.of(checker) : null,
            form)
        .judge(attempt);
  }

  private PassChecker passChecker(CodeTask.Checker checker) throws InputException, GraderFault {
    if (!Checkers.isProgram(checker)) {
      throw new InputException("$.checker", "only a program can ask for further passes");
    }
    if (programs == null) {
      throw noPrograms("the task's checker is a program");
    }
    return programs.ofPasses(checker);
  }

  private OutputChecker checker(CodeTask.Checker checker) throws InputException, GraderFault {
    if (!Checkers.isProgram(checker)) {
      return Checkers.of(checker);
    }
    if (programs == null) {
      throw noPrograms("the task's checker is a program");
    }
    return programs.of(checker);
  }

  private static GraderFault fault(SandboxException e) {
    return e.isTransient()
        ? GraderFault.transientFault("sandbox", e.getMessage(), e)
        : GraderFault.permanent("sandbox", e.getMessage(), e);
  }

  private static GraderFault noPrograms(String why) {
    return GraderFault.permanent("no-checker", why + ", and this run has no place for one", null);
  }
}
