package dev.rewardgrader.grade.swe.container;

import java.time.Duration;

/**
 * A command that runs in a container, to which one can listen and talk meanwhile: another command
 * costs tens of milliseconds, a line to one that waits for it next to nothing. Used by one thread.
 */
public interface SweCommand extends AutoCloseable {
  /** Sends more bytes to the command's standard input. */
  void send(byte[] input);

  /**
   * Waits for the command to write something.
   *
   * @param mark what the output is to hold, in ASCII
   * @param timeout from now
   * @return false if the command ended or the time was over before that, or if the mark came behind
   *     as much output as is kept
   */
  boolean awaitOutput(String mark, Duration timeout)
      throws SweEngineException, InterruptedException;

  /**
   * What the command wrote since the last call of this method, which is then forgotten.
   *
   * @param most bytes that are kept from now on
   */
  String take(int most);

  /**
   * Waits for the command to end.
   *
   * @param timeout from now
   * @return how it ended, with what it wrote since {@link #take}; the time is the command's whole
   * @throws SweEngineException if the engine or the container is gone
   */
  ExecResult end(Duration timeout) throws SweEngineException, InterruptedException;

  /** Listens no more; the command itself is left to the end of the container. */
  @Override
  void close();
}
