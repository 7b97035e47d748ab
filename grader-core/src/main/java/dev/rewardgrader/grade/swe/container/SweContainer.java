package dev.rewardgrader.grade.swe.container;

import java.time.Duration;
import java.util.List;

/** One running container. Used by one thread. */
public interface SweContainer extends AutoCloseable {
  /** The image with its digest. */
  String image();

  /**
   * Runs a command and waits for it. Output and errors come as one stream, as the programs wrote
   * them. A command that runs out of time is left to the end of the container.
   *
   * @param input what the command finds on its standard input. The input need not end when these
   *     bytes do: the command is to know how many there are.
   * @param workdir where it starts
   * @param maxOutput bytes of output that are kept; the rest is read and dropped
   * @throws SweEngineException if the engine or the container is gone
   */
  default ExecResult exec(
      List<String> command, byte[] input, String workdir, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    try (SweCommand running = begin(command, input, workdir, maxOutput)) {
      return running.end(timeout);
    }
  }

  /** Starts a command as {@link #exec} does, and does not wait for it. */
  SweCommand begin(List<String> command, byte[] input, String workdir, int maxOutput)
      throws SweEngineException, InterruptedException;

  /** Whether the kernel killed a process of the container for its memory limit. */
  boolean outOfMemory() throws SweEngineException, InterruptedException;

  /** Kills every process and removes the container; never fails. */
  @Override
  void close();
}
