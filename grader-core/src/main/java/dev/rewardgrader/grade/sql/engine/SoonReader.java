package dev.rewardgrader.grade.sql.engine;

import java.io.IOException;
import java.io.InputStream;

/**
 * Waits a moment for the other side of a pipe before it sleeps. Waking a thread on an idle core
 * takes longer than most queries, and each query would pay that twice. Whoever else wants the core
 * gets it meanwhile.
 */
final class SoonReader {
  private static final long MOMENT_NANOS = 150_000;

  private SoonReader() {}

  /** Returns once there is something to read, or after a moment. */
  // Right without the scheduler's help, too: it only decides who has the core for a moment.
  @SuppressWarnings("ThreadPriorityCheck")
  static void await(InputStream in) throws IOException {
    long start = System.nanoTime();
    while (in.available() == 0 && System.nanoTime() - start < MOMENT_NANOS) {
      Thread.yield();
    }
  }
}
