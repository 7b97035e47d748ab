package dev.rewardgrader.sandbox;

import java.time.Duration;

/**
 * How one execution ended and what it used, as measured by the supervisor.
 *
 * @param ending why the run is over
 * @param exitCode the exit status for {@link Ending#EXITED}, else -1
 * @param signal the signal's number for {@link Ending#SIGNALED}, else 0
 * @param cpuTime user plus system time of all processes of the run
 * @param wallTime from start to the end of the whole process tree
 * @param peakMemoryBytes highest resident memory seen, of the tree where the sandbox can tell and
 *     else of its largest process
 * @param stdout standard output, at most the limit
 * @param stderr standard error, at most the limit
 * @param stderrTruncated whether standard error went on beyond its limit
 * @param report what was written to the report channel, empty where none was asked for
 * @param detail a sentence for a person where the ending needs one (such as why a start failed),
 *     else empty
 */
public record ExecutionResult(
    Ending ending,
    int exitCode,
    int signal,
    Duration cpuTime,
    Duration wallTime,
    long peakMemoryBytes,
    byte[] stdout,
    byte[] stderr,
    boolean stderrTruncated,
    byte[] report,
    String detail) {

  /** Why a run is over. */
  public enum Ending {
    /** The first process exited by itself. */
    EXITED,
    /** The first process was killed by a signal that the sandbox did not send. */
    SIGNALED,
    /** The tree used up its CPU time. */
    CPU_LIMIT,
    /** The tree was still there when the wall time was over. */
    WALL_LIMIT,
    MEMORY_LIMIT,
    OUTPUT_LIMIT,
    /** The program could not be started: not found, not executable, malformed. */
    START_FAILED
  }

  /** Whether the first process ended by itself with status 0. */
  public boolean succeeded() {
    return ending == Ending.EXITED && exitCode == 0;
  }
}
