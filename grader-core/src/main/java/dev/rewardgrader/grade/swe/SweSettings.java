package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.ContainerLimits;
import java.time.Duration;

/**
 * How evaluations are run.
 *
 * @param limits of each container
 * @param timeout of the test command
 * @param maxOutput bytes of output that a test command may print
 * @param maxPatch characters that a patch may have
 * @param workdir where images have the repository
 * @param workers evaluations at once
 * @param runs how often each patch is evaluated; the first run counts, the others tell of flakiness
 * @param staticFacts whether diagnostics before and after the patch are collected
 */
public record SweSettings(
    SweMode mode,
    ContainerLimits limits,
    Duration timeout,
    int maxOutput,
    int maxPatch,
    String workdir,
    int workers,
    int runs,
    boolean staticFacts) {

  /** Strict, half an hour, 64 MiB of output, 16 MiB of patch, and as many workers as processors. */
  public static SweSettings defaults() {
    return new SweSettings(
        SweMode.STRICT,
        ContainerLimits.DEFAULT,
        Duration.ofMinutes(30),
        64 << 20,
        16 << 20,
        "/testbed",
        Runtime.getRuntime().availableProcessors(),
        1,
        false);
  }

  public SweSettings withMode(SweMode value) {
    return new SweSettings(
        value, limits, timeout, maxOutput, maxPatch, workdir, workers, runs, staticFacts);
  }

  public SweSettings withTimeout(Duration value) {
    return new SweSettings(
        mode, limits, value, maxOutput, maxPatch, workdir, workers, runs, staticFacts);
  }

  public SweSettings withLimits(ContainerLimits value) {
    return new SweSettings(
        mode, value, timeout, maxOutput, maxPatch, workdir, workers, runs, staticFacts);
  }

  public SweSettings withWorkdir(String value) {
    return new SweSettings(
        mode, limits, timeout, maxOutput, maxPatch, value, workers, runs, staticFacts);
  }

  public SweSettings withWorkers(int value) {
    return new SweSettings(
        mode, limits, timeout, maxOutput, maxPatch, workdir, value, runs, staticFacts);
  }

  public SweSettings withRuns(int value) {
    return new SweSettings(
        mode, limits, timeout, maxOutput, maxPatch, workdir, workers, value, staticFacts);
  }

  public SweSettings withStaticFacts(boolean value) {
    return new SweSettings(
        mode, limits, timeout, maxOutput, maxPatch, workdir, workers, runs, value);
  }
}
