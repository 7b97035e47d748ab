package dev.rewardgrader.grade.swe.container;

import java.time.Duration;

/**
 * What a command did.
 *
 * @param exitCode from the engine; -1 if it ran out of time
 * @param output errors and output as one text; bytes that are no UTF-8 are replaced
 * @param timedOut whether it was still running when its time was over
 * @param truncated whether it wrote more than was to be kept
 */
public record ExecResult(
    int exitCode, String output, boolean timedOut, boolean truncated, Duration time) {

  public boolean succeeded() {
    return exitCode == 0 && !timedOut;
  }
}
