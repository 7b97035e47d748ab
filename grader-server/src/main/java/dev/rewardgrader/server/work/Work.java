package dev.rewardgrader.server.work;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * One piece of work and those who wait for it. Everything that changes is guarded by the
 * dispatcher's lock.
 */
final class Work<T> {
  enum State {
    QUEUED,
    RUNNING,
    DONE,
    /** Dropped before it began. */
    CANCELLED
  }

  final Ask ask;
  final CompletableFuture<Void> started = new CompletableFuture<>();
  final CompletableFuture<T> result = new CompletableFuture<>();
  Callable<T> body;
  State state = State.QUEUED;
  int waiters;
  Thread runner;

  /** By {@link System#nanoTime()}; meaningful once {@link #started} is complete. */
  volatile long startedAt;

  /** Until when it stays although nobody waits, for a retry to join; by nanoTime. */
  long keptUntil = Long.MIN_VALUE;

  Work(Ask ask, Callable<T> body) {
    this.ask = ask;
    this.body = body;
  }
}
