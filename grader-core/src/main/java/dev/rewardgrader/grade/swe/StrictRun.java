package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.gate.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An evaluation that is not to be deceived: one commit, test infrastructure from the base, tests in
 * a process of their own whose exit code comes from the engine, structured reports beside the log,
 * and a canary for a run that would count.
 */
final class StrictRun {
  private final Attempt attempt;

  StrictRun(Attempt attempt) {
    this.attempt = attempt;
  }

  SweResult run(String patch) throws SweEngineException, InterruptedException {
    Workspace workspace = attempt.workspace;
    Set<String> tested = PatchFile.paths(attempt.row.testPatch());
    Set<String> fromBase = testsOf(patch);
    fromBase.forEach(path -> attempt.notes.add("restored: " + path));
    fromBase.addAll(tested);
    TestRun run = new TestRun(attempt);
    // Facts are of the patch alone, so that they need a look before the set-up.
    boolean together = attempt.script.hasPlainSetup() && !attempt.settings.staticFacts();
    String setupScript = together ? attempt.script.setupScript() : null;
    Preparation prepared =
        attempt.withFacts(patch, () -> workspace.prepare(patch, fromBase, setupScript, run.like()));
    if (!prepared.historyCut()) {
      attempt.notes.add("history kept: it could not be cut to one commit");
    }
    if (prepared.gitWritten()) {
      attempt.tampering.add(
          new Tampering("tamper:git-folder", "the patch writes into the folder .git"));
      attempt.report = InstanceReport.notRun(InfraFailure.in(""));
      return tampered();
    }
    Optional<SweResult> failed = attempt.applied(prepared.application());
    if (failed.isPresent()) {
      return failed.get();
    }
    Changes after = prepared.after();
    if (!patch.isEmpty() && after.equals(prepared.before()) && after.clean()) {
      return attempt.end(Outcome.EMPTY_PATCH, "no-change", "the patch changes nothing");
    }
    Set<String> before = prepared.before().paths();
    Restoration restoration = new Restoration(attempt, patch, before, tested);
    // Before anything is built.
    restoration.settings(after);
    if (prepared.setup() == null) {
      ExecResult setup =
          workspace.run(
              attempt.script.setupScript(),
              attempt.settings.timeout(),
              attempt.settings.maxOutput());
      attempt.log = setup.output() + "\n";
      if (setup.timedOut()) {
        return attempt.end(Outcome.TIMEOUT, "timeout", "setting up the tests ran out of time");
      }
      restoration.files(run.look(workspace.look(run.like())));
    } else {
      attempt.log = prepared.setup().output() + "\n";
      restoration.files(run.look(prepared.setup().look()));
    }
    ExecResult result = run.run();
    attempt.log +=
        String.join(
            "\n",
            Markers.START,
            result.output(),
            Markers.END,
            Markers.EXIT_CODE + ": " + result.exitCode() + "\n");
    if (result.timedOut()) {
      return attempt.end(Outcome.TIMEOUT, "timeout", "the tests ran out of time");
    }
    if (result.truncated()) {
      return attempt.end(Outcome.TESTS_FAILED, "output-limit", "the tests printed too much");
    }
    return judge(run, result);
  }

  /**
   * The files with tests that a patch changes and the task's own patches do not: what the reference
   * fix changes is no test, whatever its name.
   */
  private Set<String> testsOf(String patch) {
    SweSpec spec = attempt.row.spec();
    List<String> expected = new ArrayList<>(spec.failToPass());
    expected.addAll(spec.passToPass());
    Set<String> files = TestFiles.of(PatchFile.paths(patch), expected);
    files.removeAll(PatchFile.paths(attempt.row.testPatch()));
    if (attempt.row.patch() != null) {
      files.removeAll(PatchFile.paths(attempt.row.patch()));
    }
    return files;
  }

  private SweResult judge(TestRun run, ExecResult result)
      throws SweEngineException, InterruptedException {
    StrictGrading.Result graded = run.grade(result);
    attempt.tests = graded.tests();
    attempt.tampering.addAll(graded.tampering());
    if (attempt.tests == null) {
      MissingRunner.in(result).ifPresent(name -> attempt.notes.add(MissingRunner.NOTE + name));
    }
    // Only a run that would count needs to be proved.
    boolean resolved = graded.resolved();
    if (resolved && attempt.tampering.isEmpty()) {
      run.requireReport();
      run.canary();
      if (attempt.tampering.isEmpty()) {
        run.requireReason();
      }
    }
    attempt.report =
        attempt.tests == null
            ? InstanceReport.notRun(InfraFailure.in(attempt.log))
            : strictReport(attempt);
    if (!attempt.tampering.isEmpty()) {
      return tampered();
    }
    if (resolved) {
      return attempt.resolved();
    }
    return switch (graded.evaluation()) {
      case LogEvaluation.NotRun notRun -> attempt.failed(notRun.reason(), notRun.message());
      case LogEvaluation.Unreadable unreadable ->
          attempt.failed(unreadable.reason(), unreadable.message());
      default -> attempt.notResolved();
    };
  }

  private SweResult tampered() {
    Tampering first = attempt.tampering.getFirst();
    return attempt.end(Outcome.TAMPERING, first.flag(), first.evidence());
  }

  private static InstanceReport strictReport(Attempt attempt) {
    InstanceReport honest = InstanceReport.of(attempt.tests);
    return attempt.tampering.isEmpty() ? honest : honest.notResolved();
  }
}
