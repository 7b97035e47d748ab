package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.gate.Outcome;
import java.util.concurrent.Semaphore;

/** Runs the tests of a task on a patch, in a fresh container that is killed as a whole. */
public final class SweEvaluation {
  private final SweEngine engine;
  private final SweSettings settings;
  private final Semaphore workers;

  public SweEvaluation(SweEngine engine, SweSettings settings) {
    this(engine, settings, new Semaphore(1));
  }

  /**
   * An evaluation that shares workers with others.
   *
   * @param workers one is taken once the container has started, so that a container can come while
   *     other evaluations run
   */
  SweEvaluation(SweEngine engine, SweSettings settings, Semaphore workers) {
    this.engine = engine;
    this.settings = settings;
    this.workers = workers;
  }

  /**
   * Evaluates a patch.
   *
   * @param patch the model's patch; empty or blank for none
   * @throws SweEngineException for faults of ours: no image, no engine, a container killed from
   *     outside
   */
  public SweResult run(SweRow row, String patch) throws SweEngineException, InterruptedException {
    Attempt attempt = new Attempt(row, settings);
    if (patch.isBlank()) {
      return attempt.end(Outcome.EMPTY_PATCH, "empty-patch", "the patch is empty");
    }
    if (patch.length() > settings.maxPatch()) {
      return attempt.end(
          Outcome.PATCH_APPLY_FAILED,
          "patch-too-large",
          "the patch has more than " + settings.maxPatch() + " characters");
    }
    return evaluate(attempt, patch);
  }

  /**
   * Evaluates the base commit as it is: what an empty patch would get if it were run. Proves that a
   * task is not solved already.
   */
  public SweResult runUnpatched(SweRow row) throws SweEngineException, InterruptedException {
    return evaluate(new Attempt(row, settings), "");
  }

  /**
   * The text of a file in an image's base commit; empty if there is none.
   *
   * @param path from the root of the repository
   */
  public String readBase(SweRow row, String path) throws SweEngineException, InterruptedException {
    try (SweContainer container = engine.start(row.image(), settings.limits())) {
      return new Workspace(container, Attempt.folder(row, settings)).readBase(path);
    }
  }

  private SweResult evaluate(Attempt attempt, String patch)
      throws SweEngineException, InterruptedException {
    try (SweContainer container = engine.start(attempt.row.image(), settings.limits())) {
      workers.acquire();
      try {
        return evaluate(attempt, container, patch);
      } finally {
        workers.release();
      }
    }
  }

  private SweResult evaluate(Attempt attempt, SweContainer container, String patch)
      throws SweEngineException, InterruptedException {
    attempt.enter(container);
    if (attempt.row.verifier() != null) {
      return new VerifierRun(attempt, container).run(patch);
    }
    return settings.mode() == SweMode.REFERENCE
        ? new ReferenceRun(attempt).run(patch)
        : new StrictRun(attempt).run(patch);
  }
}
