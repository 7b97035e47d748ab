package dev.rewardgrader.server.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/**
 * Ends a connection whose client takes too long over what it has to send or to read: a slow client
 * may cost a connection for a while, never a place in the queue. Used by one event loop.
 */
final class ConnectionGuard {
  private static final long NEVER = Long.MAX_VALUE;

  private final HttpConnection connection;
  private final HttpLimits limits;
  private long deadline;
  private long bodyBytes;
  private long bodyStart;

  ConnectionGuard(HttpConnection connection, HttpLimits limits) {
    this.connection = connection;
    this.limits = limits;
    this.deadline = after(limits.head());
  }

  /** A request's head is there and its body is being read. */
  void bodyBegins() {
    bodyBytes = 0;
    bodyStart = System.nanoTime();
    bodyGrew(0);
  }

  void bodyGrew(int bytes) {
    bodyBytes += bytes;
    long allowed = limits.bodyGrace().toNanos() + (long) (bodyBytes * 1e9 / limits.bodyRate());
    deadline = bodyStart + allowed;
  }

  /** The request is whole: what takes time now is ours. */
  void working() {
    deadline = NEVER;
  }

  /** The answer is on its way; the client reads it and sends the next request, or goes. */
  void answered(long bytes) {
    deadline = after(limits.idle()) + (long) (bytes * 1e9 / limits.bodyRate());
  }

  /**
   * The answer is on its way before the request was whole, and nothing else will be. Closing at
   * once would reset the connection under a client that still sends and has not read the answer.
   */
  void refused() {
    deadline = after(limits.bodyGrace());
  }

  void closeIfOverdue(long now) {
    if (deadline != NEVER && now - deadline > 0) {
      deadline = NEVER;
      connection.close();
    }
  }

  private static long after(Duration duration) {
    return System.nanoTime() + duration.toNanos();
  }
}
