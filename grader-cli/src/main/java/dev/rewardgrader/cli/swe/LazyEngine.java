package dev.rewardgrader.cli.swe;

import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.sandboxes.docker.swe.DockerSweEngine;

/** The engine, asked for when it is first needed: a run that has everything needs none. */
final class LazyEngine implements SweEngine {
  private final EvaluationOptions options;
  private DockerSweEngine engine;
  private SweEngineException missing;

  LazyEngine(EvaluationOptions options) {
    this.options = options;
  }

  /**
   * The engine itself.
   *
   * @throws SweEngineException if none answers; at the first call nobody waits for one that was
   *     never there
   */
  synchronized DockerSweEngine get() throws SweEngineException {
    if (missing != null) {
      throw missing;
    }
    if (engine == null) {
      try {
        engine = options.engine();
      } catch (SweEngineException e) {
        missing = new SweEngineException(e.code(), e.getMessage(), false, e);
        throw missing;
      }
    }
    return engine;
  }

  @Override
  public SweContainer start(String image, ContainerLimits limits)
      throws SweEngineException, InterruptedException {
    return get().start(image, limits);
  }

  @Override
  public synchronized void close() {
    if (engine != null) {
      engine.close();
    }
  }
}
