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
   *     bytes do: the command is to know how many there are, and to read them all before anything
   *     else can.
   * @param workdir where it starts
   * @param maxOutput bytes of output that are kept; the rest is read and dropped
   * @throws SweEngineException if the engine or the container is gone
   */
  ExecResult exec(
      List<String> command, byte[] input, String workdir, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException;

  /**
   * Ends every process that the last command left behind. Where an earlier one left some, which may
   * be services that the tests need, or where a command could keep this from working, all live on.
   */
  void clear() throws SweEngineException, InterruptedException;

  /** Whether the kernel killed a process of the container for its memory limit. */
  boolean outOfMemory() throws SweEngineException, InterruptedException;

  /** Kills every process and removes the container; never fails. */
  @Override
  void close();
}
