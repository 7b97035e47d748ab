package dev.rewardgrader.server.work;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One caller's claim on a piece of work. Closing it gives the claim up. */
public final class Ticket<T> implements AutoCloseable {
  private final Dispatcher dispatcher;
  private final Work<T> work;
  private final boolean joined;
  private boolean open = true;

  Ticket(Dispatcher dispatcher, Work<T> work, boolean joined) {
    this.dispatcher = dispatcher;
    this.work = work;
    this.joined = joined;
  }

  /** Whether somebody had asked for the same before. */
  public boolean joined() {
    return joined;
  }

  /** When the work began, by {@link System#nanoTime()}; only after {@link #await}. */
  public long startedAt() {
    return work.startedAt;
  }

  /** Completes with the work, for those who do not want to wait in {@link #await}. */
  public CompletableFuture<T> result() {
    return work.result.copy();
  }

  /**
   * Waits for the result. Only the time in the queue is bounded: once begun, the work has limits of
   * its own.
   *
   * @param longest in the queue
   * @throws BusyException when the work has not begun by then. It keeps its place for a while, for
   *     the retry
   * @throws ExecutionException when the work failed
   */
  public T await(Duration longest) throws BusyException, ExecutionException, InterruptedException {
    try {
      work.started.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw dispatcher.keepPlace(work, longest);
    }
    return work.result.get();
  }

  @Override
  public void close() {
    if (open) {
      open = false;
      dispatcher.leave(work);
    }
  }
}
