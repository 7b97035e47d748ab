package dev.rewardgrader.sandbox;

import java.time.Duration;
import java.util.Objects;

/**
 * What one execution may use. Every limit is enforced by the supervisor inside the sandbox, over
 * the whole process tree of the run.
 *
 * @param cpuTime user plus system time of all processes of the run together
 * @param wallTime real time, the backstop for programs that wait instead of working
 * @param memoryBytes resident memory of all processes together, private temporary files included
 * @param processes processes and threads alive at one time
 * @param stdoutBytes standard output; one byte more ends the run
 * @param stderrBytes standard error that is kept; the rest is discarded and the run goes on
 * @param fileBytes size of any one file written
 * @param tmpBytes the private writable folders of the run together
 * @param openFiles descriptors per process
 */
public record Limits(
    Duration cpuTime,
    Duration wallTime,
    long memoryBytes,
    int processes,
    long stdoutBytes,
    long stderrBytes,
    long fileBytes,
    long tmpBytes,
    int openFiles) {

  private static final long MIB = 1L << 20;

  /** For a test run where the task names nothing else: 10 s of CPU, 20 s of wall time, 512 MiB. */
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          512 * MIB,
          64,
          64 * MIB,
          64 * 1024,
          64 * MIB,
          64 * MIB,
          256);

  public Limits {
    requirePositive(cpuTime, "cpuTime");
    requirePositive(wallTime, "wallTime");
    requirePositive(memoryBytes, "memoryBytes");
    requirePositive(processes, "processes");
    requirePositive(stdoutBytes, "stdoutBytes");
    requirePositive(stderrBytes, "stderrBytes");
    requirePositive(fileBytes, "fileBytes");
    requirePositive(tmpBytes, "tmpBytes");
    requirePositive(openFiles, "openFiles");
  }

  /** The same limits with another CPU time; wall time follows as twice that plus one second. */
  public Limits withCpuTime(Duration cpu) {
    return new Limits(
        cpu,
        cpu.multipliedBy(2).plusSeconds(1),
        memoryBytes,
        processes,
        stdoutBytes,
        stderrBytes,
        fileBytes,
        tmpBytes,
        openFiles);
  }

  public Limits withWallTime(Duration wall) {
    return new Limits(
        cpuTime,
        wall,
        memoryBytes,
        processes,
        stdoutBytes,
        stderrBytes,
        fileBytes,
        tmpBytes,
        openFiles);
  }

  public Limits withMemoryBytes(long bytes) {
    return new Limits(
        cpuTime,
        wallTime,
        bytes,
        processes,
        stdoutBytes,
        stderrBytes,
        fileBytes,
        tmpBytes,
        openFiles);
  }

  public Limits withProcesses(int count) {
    return new Limits(
        cpuTime,
        wallTime,
        memoryBytes,
        count,
        stdoutBytes,
        stderrBytes,
        fileBytes,
        tmpBytes,
        openFiles);
  }

  public Limits withStdoutBytes(long bytes) {
    return new Limits(
        cpuTime,
        wallTime,
        memoryBytes,
        processes,
        bytes,
        stderrBytes,
        fileBytes,
        tmpBytes,
        openFiles);
  }

  public Limits withTmpBytes(long bytes) {
    return new Limits(
        cpuTime,
        wallTime,
        memoryBytes,
        processes,
        stdoutBytes,
        stderrBytes,
        fileBytes,
        bytes,
        openFiles);
  }

  private static void requirePositive(Duration value, String name) {
    Objects.requireNonNull(value, name);
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  private static void requirePositive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
