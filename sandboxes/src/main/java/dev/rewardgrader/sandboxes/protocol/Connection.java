package dev.rewardgrader.sandboxes.protocol;

import java.io.InputStream;
import java.io.OutputStream;

/** Two streams to a supervisor behind its outer wall. */
public interface Connection extends AutoCloseable {

  InputStream fromSupervisor();

  OutputStream toSupervisor();

  /** What the other side said when it broke, for a message; may be empty. */
  String complaint();

  /** Whether another try would meet the same end, because the system refuses the wall itself. */
  default boolean isHopeless() {
    return false;
  }

  /**
   * Ends the supervisor and everything behind its wall. Safe to call from any thread, and twice.
   */
  @Override
  void close();
}
