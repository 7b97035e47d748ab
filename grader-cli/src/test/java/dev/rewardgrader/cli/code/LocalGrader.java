package dev.rewardgrader.cli.code;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.code.CodeGrader;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import dev.rewardgrader.testsuites.packages.ScriptPrograms;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A grader of code for the tests of a class, in local sandboxes; none here, and they are left. */
final class LocalGrader implements BeforeAllCallback, AfterAllCallback {
  private final LocalOptions options;
  private SandboxPool pool;
  private SandboxPool judges;
  private ProgramCheckers programs;
  private CodeGrader grader;

  LocalGrader(LocalOptions options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    try {
      pool = Sandboxes.local(options);
      judges = Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(1));
    } catch (SandboxException e) {
      abort("no local sandbox here: " + e.getMessage());
    }
    List<Language> languages = ScriptPrograms.with(Languages.bundled().all());
    programs = new ProgramCheckers(judges, languages, 1);
    grader = new CodeGrader(pool, languages, programs);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (programs != null) {
      programs.close();
    }
    for (SandboxPool each : new SandboxPool[] {judges, pool}) {
      if (each != null) {
        each.close();
      }
    }
  }

  ProgramCheckers programs() {
    return programs;
  }

  CodeGrader grader() {
    return grader;
  }

  Grade grade(CodeTask task, String completion) throws GraderFault, InterruptedException {
    return grader.grade(task, new Completion(completion), GradingOptions.DEFAULT);
  }
}
