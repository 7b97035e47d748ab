package dev.rewardgrader.grade.swe.container;

/** Starts containers for evaluations. Thread-safe. */
public interface SweEngine extends AutoCloseable {
  /**
   * Starts a fresh container that does nothing but wait, as root in it.
   *
   * @throws SweEngineException if the image or the engine is missing, or the container cannot start
   */
  SweContainer start(String image, ContainerLimits limits)
      throws SweEngineException, InterruptedException;

  @Override
  void close();
}
