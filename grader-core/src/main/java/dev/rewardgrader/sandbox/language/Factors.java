package dev.rewardgrader.sandbox.language;

import dev.rewardgrader.sandbox.Limits;
import java.time.Duration;

/**
 * What a language's runs get beyond the task's limits, which are meant for a native program.
 *
 * @param time CPU and wall time are multiplied by this
 * @param extraMemoryMb MiB added for the runtime itself (a JVM's metaspace and code cache)
 * @param extraProcesses threads that the runtime starts for itself
 */
public record Factors(double time, int extraMemoryMb, int extraProcesses) {

  private static final long MIB = 1L << 20;

  /** Nothing beyond the task's limits. */
  public static final Factors NONE = new Factors(1, 0, 0);

  public Factors {
    if (!(time >= 1) || Double.isInfinite(time)) {
      throw new IllegalArgumentException("time must be a number from 1 on, not " + time);
    }
    if (extraMemoryMb < 0 || extraProcesses < 0) {
      throw new IllegalArgumentException("extra memory and processes must not be negative");
    }
  }

  /** The limits that the sandbox enforces for a task's limits. */
  public Limits applyTo(Limits task) {
    return task.withCpuTime(scaled(task.cpuTime()))
        .withWallTime(scaled(task.wallTime()))
        .withMemoryBytes(task.memoryBytes() + extraMemoryMb * MIB)
        .withProcesses(task.processes() + extraProcesses);
  }

  private Duration scaled(Duration duration) {
    return time == 1 ? duration : Duration.ofNanos(Math.round(duration.toNanos() * time));
  }
}
