package dev.rewardgrader.grade.sql.engine;

import java.io.IOException;
import java.io.InputStream;

/**
 * Waits a moment for the other side of a pipe before it sleeps. Waking a thread on an idle core
 * takes longer than most queries, and each query would pay that twice. Whoever else wants the core
 * gets it meanwhile. Where there is one core only, it is the other side that wants it, and to sleep
 * at once is quicker.
 */
final class SoonReader {
  private static final long MOMENT_NANOS =
      Runtime.getRuntime().availableProcessors() > 1 ? 150_000 : 0;

  private SoonReader() {}

  /** Returns once there is something to read, or after a moment. */
  // Right without the scheduler's help, too: it only decides who has the core for a moment.
  @SuppressWarnings("ThreadPriorityCheck")
  static void await(InputStream in) throws IOException {
    if (MOMENT_NANOS == 0) {
      return;
    }
    long start = System.nanoTime();
    while (in.available() == 0 && System.nanoTime() - start < MOMENT_NANOS) {
      Thread.yield();
    }
  }
}
