package dev.rewardgrader.server.work;

import java.time.Duration;

/** There is more to do than the service can take now; asking again later makes sense. */
public final class BusyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  BusyException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
