package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.gate.Outcome;
import java.util.Optional;

/** An evaluation as the public harness does it. */
final class ReferenceRun {
  private final Attempt attempt;

  ReferenceRun(Attempt attempt) {
    this.attempt = attempt;
  }

  SweResult run(String patch) throws SweEngineException, InterruptedException {
    Workspace.AppliedRun both;
    if (attempt.settings.staticFacts()) {
      both =
          new Workspace.AppliedRun(
              attempt.withFacts(patch, () -> attempt.workspace.apply(patch)), null);
    } else {
      both =
          attempt.workspace.applyAndRun(
              patch,
              attempt.script.whole(),
              attempt.settings.timeout(),
              attempt.settings.maxOutput());
    }
    Optional<SweResult> failed = attempt.applied(both.application());
    if (failed.isPresent()) {
      return failed.get();
    }
    ExecResult result =
        attempt.ran(
            both.run() != null
                ? both.run()
                : attempt.workspace.run(
                    attempt.script.whole(),
                    attempt.settings.timeout(),
                    attempt.settings.maxOutput()));
    attempt.log = result.output();
    if (result.timedOut()) {
      attempt.log +=
          "\n\nTimeout error: " + attempt.settings.timeout().toSeconds() + " seconds exceeded.";
      return attempt.end(Outcome.TIMEOUT, "timeout", "the tests ran out of time");
    }
    return switch (ReferenceGrading.grade(attempt.row.spec(), patch, attempt.log)) {
      case ReferenceGrading.Result.Reported reported -> {
        attempt.report = reported.report();
        attempt.tests = attempt.report.tests();
        yield attempt.report.resolved() ? attempt.resolved() : attempt.notResolved();
      }
      case ReferenceGrading.Result.NoReport none ->
          attempt.failed(none.why().reason(), none.why().message());
    };
  }
}
