package dev.rewardgrader.sandboxes.graders;

import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.grade.swe.container.SweEngineException;

/** An engine that is connected to when the first container is asked for. */
final class LazySweEngine implements SweEngine {
  /** Connects to an engine. */
  @FunctionalInterface
  interface Connector {
    SweEngine connect() throws SweEngineException;
  }

  private final Connector connector;
  private SweEngine engine;

  LazySweEngine(Connector connector) {
    this.connector = connector;
  }

  @Override
  public SweContainer start(String image, ContainerLimits limits)
      throws SweEngineException, InterruptedException {
    return engine().start(image, limits);
  }

  private synchronized SweEngine engine() throws SweEngineException {
    if (engine == null) {
      engine = connector.connect();
    }
    return engine;
  }

  @Override
  public synchronized void close() {
    if (engine != null) {
      engine.close();
    }
  }
}
