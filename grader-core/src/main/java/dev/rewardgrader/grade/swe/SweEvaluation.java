package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.grade.swe.python.PyText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Runs the tests of a task on a patch, in a fresh container that is killed as a whole. */
public final class SweEvaluation {
  private final SweEngine engine;
  private final SweSettings settings;

  public SweEvaluation(SweEngine engine, SweSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /**
   * Evaluates a patch.
   *
   * @param patch the model's patch; empty or blank for none
   * @throws SweEngineException for faults of ours: no image, no engine, a container killed from
   *     outside
   */
  public SweResult run(SweRow row, String patch) throws SweEngineException, InterruptedException {
    Run run = new Run(row, EvalScript.of(row.evalScript()));
    if (patch.isBlank()) {
      return run.end(Outcome.EMPTY_PATCH, "empty-patch", "the patch is empty");
    }
    if (patch.length() > settings.maxPatch()) {
      return run.end(
          Outcome.PATCH_APPLY_FAILED,
          "patch-too-large",
          "the patch has more than " + settings.maxPatch() + " characters");
    }
    try (SweContainer container = engine.start(row.image(), settings.limits())) {
      run.image = container.image();
      run.workspace = new Workspace(container, settings.workdir());
      return settings.mode() == SweMode.REFERENCE ? run.reference(patch) : run.strict(patch);
    }
  }

  /** One evaluation on its way. */
  private final class Run {
    private final SweRow row;
    private final EvalScript script;
    private final List<Tampering> tampering = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Workspace workspace;
    private String image;
    private String log = "";
    private InstanceReport report;
    private TestLists tests;
    private Duration testTime = Duration.ZERO;

    Run(SweRow row, EvalScript script) {
      this.row = row;
      this.script = script;
    }

    SweResult end(Outcome outcome, String code, String message) {
      return new SweResult(
          settings.mode(),
          outcome,
          report,
          tests,
          new SweResult.Why(code, message),
          log,
          tampering,
          notes,
          image,
          testTime);
    }

    private Optional<SweResult> apply(String patch)
        throws SweEngineException, InterruptedException {
      Workspace.Application application = workspace.apply(patch);
      if (application.applied()) {
        notes.add("applied: " + application.how());
        return Optional.empty();
      }
      log = Markers.APPLY_FAILED + "\n" + application.output();
      return Optional.of(
          end(Outcome.PATCH_APPLY_FAILED, "patch-does-not-apply", lastLine(application.output())));
    }

    SweResult reference(String patch) throws SweEngineException, InterruptedException {
      Optional<SweResult> failed = apply(patch);
      if (failed.isPresent()) {
        return failed.get();
      }
      ExecResult result = test(script.whole());
      log = result.output();
      if (result.timedOut()) {
        log += "\n\nTimeout error: " + settings.timeout().toSeconds() + " seconds exceeded.";
        return end(Outcome.TIMEOUT, "timeout", "the tests ran out of time");
      }
      return switch (ReferenceGrading.grade(row.spec(), patch, log)) {
        case ReferenceGrading.Result.Reported reported -> {
          report = reported.report();
          tests = report.tests();
          yield report.resolved()
              ? end(Outcome.TESTS_PASSED, "resolved", "every expected test did what it should")
              : notResolved();
        }
        case ReferenceGrading.Result.NoReport none ->
            end(Outcome.TESTS_FAILED, none.why().reason(), none.why().message());
      };
    }

    private ExecResult test(String text) throws SweEngineException, InterruptedException {
      ExecResult result = workspace.run(text, settings.timeout(), settings.maxOutput());
      testTime = result.time();
      if (result.exitCode() == 126 || result.exitCode() == 127) {
        notes.add("the test command was not found or could not be run");
      }
      return result;
    }

    private SweResult notResolved() throws SweEngineException, InterruptedException {
      if (workspace.outOfMemory()) {
        return end(Outcome.TESTS_FAILED, "out-of-memory", "the tests ran out of memory");
      }
      if (tests == null) {
        return end(Outcome.TESTS_FAILED, "no-tests-ran", "the log shows no valid run of the tests");
      }
      int missing = tests.failToPass().failure().size() + tests.passToPass().failure().size();
      return end(
          Outcome.TESTS_FAILED,
          "tests-failed",
          missing + " expected tests did not do as they should");
    }

    SweResult strict(String patch) throws SweEngineException, InterruptedException {
      if (!workspace.forgetHistory()) {
        notes.add("history kept: it could not be cut to one commit");
      }
      Set<String> before = workspace.changes();
      Optional<SweResult> failed = apply(patch);
      if (failed.isPresent()) {
        return failed.get();
      }
      if (workspace.changes().equals(before) && !workspace.changed()) {
        return end(Outcome.EMPTY_PATCH, "no-change", "the patch changes nothing");
      }
      Set<String> tested = PatchFile.paths(row.testPatch());
      workspace.reset(tested);
      ExecResult setup =
          workspace.run(script.setupScript(), settings.timeout(), settings.maxOutput());
      log = setup.output() + "\n";
      if (setup.timedOut()) {
        return end(Outcome.TIMEOUT, "timeout", "setting up the tests ran out of time");
      }
      restoreInfrastructure(patch, before, tested);
      ExecResult result = test(script.testScript());
      log +=
          Markers.START
              + "\n"
              + result.output()
              + "\n"
              + Markers.END
              + "\n"
              + Markers.EXIT_CODE
              + ": "
              + result.exitCode()
              + "\n";
      if (result.timedOut()) {
        return end(Outcome.TIMEOUT, "timeout", "the tests ran out of time");
      }
      if (result.truncated()) {
        return end(Outcome.TESTS_FAILED, "output-limit", "the tests printed too much");
      }
      return judge(result);
    }

    private SweResult judge(ExecResult result) throws SweEngineException, InterruptedException {
      StrictGrading.Result graded =
          StrictGrading.ofRun(row.spec(), result.output(), result.exitCode());
      tests = graded.tests();
      tampering.addAll(graded.tampering());
      // Only a run that would count needs to be proved.
      if (tampering.isEmpty() && graded.resolved()) {
        canary();
      }
      report = tests == null ? InstanceReport.notRun(InfraFailure.in(log)) : strictReport();
      if (!tampering.isEmpty()) {
        return end(Outcome.TAMPERING, tampering.getFirst().flag(), tampering.getFirst().evidence());
      }
      if (graded.resolved()) {
        return end(Outcome.TESTS_PASSED, "resolved", "every expected test did what it should");
      }
      return switch (graded.evaluation()) {
        case LogEvaluation.NotRun notRun when !workspace.outOfMemory() ->
            end(Outcome.TESTS_FAILED, notRun.reason(), notRun.message());
        case LogEvaluation.Unreadable unreadable ->
            end(Outcome.TESTS_FAILED, unreadable.reason(), unreadable.message());
        default -> notResolved();
      };
    }

    private InstanceReport strictReport() {
      InstanceReport honest = InstanceReport.of(tests);
      return tampering.isEmpty() ? honest : honest.notResolved();
    }

    private void restoreInfrastructure(String patch, Set<String> before, Set<String> tested)
        throws SweEngineException, InterruptedException {
      Set<String> owned = new TreeSet<>(PatchFile.paths(patch));
      Set<String> after = workspace.changes();
      after.removeAll(before);
      owned.addAll(after);
      owned.removeIf(path -> !TestInfrastructure.owns(path) || tested.contains(path));
      if (owned.isEmpty()) {
        return;
      }
      workspace.reset(owned);
      owned.forEach(path -> notes.add("restored: " + path));
      String hook = TestInfrastructure.hook(patch);
      if (hook != null) {
        tampering.add(
            new Tampering(
                "tamper:test-hooks", "the patch puts '" + hook + "' into the test infrastructure"));
      }
    }

    private void canary() throws SweEngineException, InterruptedException {
      Optional<Canary> found = Canary.of(row, script);
      if (found.isEmpty()) {
        notes.add("no canary: the tests are not run by pytest");
        return;
      }
      Canary canary = found.get();
      ExecResult result =
          workspace.run(script.beside(canary.run()), settings.timeout(), settings.maxOutput());
      ReferenceGrading.Parsing parsing =
          ReferenceGrading.parse(row.spec(), PyText.universalNewlines(result.output()));
      canary.judge(parsing.statuses(), result.exitCode()).ifPresent(tampering::add);
      if (tampering.isEmpty()) {
        notes.add(
            canary.honest(parsing.statuses())
                ? "canary: honest"
                : "canary: it could not be run, exit code " + result.exitCode());
      }
    }

    private static String lastLine(String output) {
      String text = output.strip();
      return text.isEmpty()
          ? "the patch does not apply"
          : text.substring(text.lastIndexOf('\n') + 1);
    }
  }
}
