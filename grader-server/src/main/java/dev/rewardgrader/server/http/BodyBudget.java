package dev.rewardgrader.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of requests are in memory at one time. */
final class BodyBudget {
  private final long most;
  private final AtomicLong used = new AtomicLong();

  BodyBudget(long most) {
    this.most = most;
  }

  /** Whether so many bytes more have room; then they are taken. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) > most) {
      used.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }
}
