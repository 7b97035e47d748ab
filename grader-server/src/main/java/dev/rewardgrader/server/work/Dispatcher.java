package dev.rewardgrader.server.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Does work in lanes of so many virtual threads each, with one bounded queue before all of them.
 * Equal work is done once for all who ask for it at the same time. Thread-safe.
 *
 * <p>Work that nobody waits for any more is dropped while it is queued; while it runs, it is
 * interrupted after a grace in which a retry may join it. A result that nobody came for is kept for
 * a while, for the retry.
 */
public final class Dispatcher implements AutoCloseable {
  /** A client that lost its connection comes back within this or not at all. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final Duration UNCLAIMED = Duration.ofMinutes(5);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Map<String, Lane> lanes = new HashMap<>();
  private final Map<String, Work<?>> byKey = new HashMap<>();
  private final int queueLimit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("work-timer").factory());
  private int queued;
  private int running;

  /**
   * @param workers threads of each lane
   * @param queueLimit pieces of work that wait at one time, over all lanes
   */
  public Dispatcher(Map<String, Integer> workers, int queueLimit) {
    this(workers, queueLimit, Map.of());
  }

  /**
   * @param workers threads of each lane
   * @param queueLimit pieces of work that wait at one time, over all lanes
   * @param patience how long running work of a lane goes on while nobody waits for it; half a
   *     minute where nothing is said
   */
  public Dispatcher(Map<String, Integer> workers, int queueLimit, Map<String, Duration> patience) {
    workers.forEach(
        (name, count) -> lanes.put(name, new Lane(count, patience.getOrDefault(name, GRACE))));
    this.queueLimit = queueLimit;
  }

  /** What a lane has to do. */
  public record LaneState(int queued, int running) {}

  private static final class Lane {
    private final int workers;
    private final Duration patience;
    private final FairQueue<Work<?>> queue = new FairQueue<>();
    private int queued;
    private int running;

    Lane(int workers, Duration patience) {
      this.workers = workers;
      this.patience = patience;
    }
  }

  /**
   * Asks for work to be done.
   *
   * @throws BusyException when the queue is full
   */
  public <T> Ticket<T> submit(Ask ask, Callable<T> body) throws BusyException {
    lock.lock();
    try {
      Ticket<T> joined = join(ask);
      if (joined != null) {
        return joined;
      }
      if (queued >= queueLimit && lane(ask).running >= lane(ask).workers) {
        throw new BusyException(
            queued + " requests are waiting, more are not taken (--queue)", RETRY_AFTER);
      }
      return new Ticket<>(this, begin(ask, body), false);
    } finally {
      lock.unlock();
    }
  }

  /** Asks for work to be done, waiting for room in the queue. */
  public <T> Ticket<T> submitWhenRoom(Ask ask, Callable<T> body) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Ticket<T> joined = join(ask);
        if (joined != null) {
          return joined;
        }
        if (queued < queueLimit || lane(ask).running < lane(ask).workers) {
          return new Ticket<>(this, begin(ask, body), false);
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is queued or running; false when that took too long. */
  public boolean awaitIdle(Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lockInterruptibly();
    try {
      while (queued + running > 0) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  public LaneState state(String lane) {
    lock.lock();
    try {
      return new LaneState(lanes.get(lane).queued, lanes.get(lane).running);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private Lane lane(Ask ask) {
    Lane lane = lanes.get(ask.lane());
    if (lane == null) {
      throw new IllegalArgumentException("no lane " + ask.lane());
    }
    return lane;
  }

  /** A key stands for the type of its result: whoever makes keys keeps them apart by a prefix. */
  @SuppressWarnings("unchecked")
  private <T> Ticket<T> join(Ask ask) {
    Work<T> same = (Work<T>) byKey.get(ask.key());
    if (same == null) {
      return null;
    }
    same.waiters++;
    return new Ticket<>(this, same, true);
  }

  private <T> Work<T> begin(Ask ask, Callable<T> body) {
    Work<T> work = new Work<>(ask, body);
    work.waiters = 1;
    byKey.put(ask.key(), work);
    Lane lane = lane(ask);
    if (lane.running < lane.workers) {
      take(lane, work);
      Thread.ofVirtual().name(ask.lane()).start(() -> workOn(lane, work));
    } else {
      lane.queue.add(ask.caller(), ask.group(), work);
      lane.queued++;
      queued++;
    }
    return work;
  }

  private void take(Lane lane, Work<?> work) {
    work.state = Work.State.RUNNING;
    work.startedAt = System.nanoTime();
    lane.running++;
    running++;
  }

  /** A worker: does one piece of work after the other until its lane is empty. */
  private void workOn(Lane lane, Work<?> first) {
    for (Work<?> work = first; work != null; work = next(lane)) {
      run(work);
    }
  }

  private <T> void run(Work<T> work) {
    lock.lock();
    try {
      work.runner = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    work.started.complete(null);
    try {
      T value = work.body.call();
      finish(work);
      work.result.complete(value);
    } catch (Exception | Error e) {
      finish(work);
      work.result.completeExceptionally(e);
    }
  }

  private void finish(Work<?> work) {
    lock.lock();
    try {
      work.state = Work.State.DONE;
      work.runner = null;
      work.body = null;
      // An interrupt for this work must not reach the next one.
      boolean _ = Thread.interrupted();
      if (work.waiters > 0) {
        byKey.remove(work.ask.key(), work);
      } else {
        later(UNCLAIMED, () -> byKey.remove(work.ask.key(), work));
      }
    } finally {
      lock.unlock();
    }
  }

  private Work<?> next(Lane lane) {
    lock.lock();
    try {
      lane.running--;
      running--;
      changed.signalAll();
      Work<?> next = lane.queue.poll();
      while (next != null && next.state == Work.State.CANCELLED) {
        next = lane.queue.poll();
      }
      if (next != null) {
        lane.queued--;
        queued--;
        take(lane, next);
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** A waiter has waited as long as it may: its work keeps the place for the retry. */
  BusyException keepPlace(Work<?> work, Duration waited) {
    lock.lock();
    try {
      work.keptUntil = System.nanoTime() + GRACE.toNanos();
    } finally {
      lock.unlock();
    }
    return new BusyException(
        "waited %d ms for a worker; the request keeps its place for %d s"
            .formatted(waited.toMillis(), GRACE.toSeconds()),
        RETRY_AFTER);
  }

  void leave(Work<?> work) {
    lock.lock();
    try {
      work.waiters--;
      if (work.waiters > 0) {
        return;
      }
      switch (work.state) {
        case QUEUED -> {
          long kept = work.keptUntil - System.nanoTime();
          if (work.keptUntil != Long.MIN_VALUE && kept > 0) {
            later(Duration.ofNanos(kept), () -> cancelIfAbandoned(work));
          } else {
            cancelIfAbandoned(work);
          }
        }
        case RUNNING -> later(lane(work.ask).patience, () -> interruptIfAbandoned(work));
        case DONE, CANCELLED -> byKey.remove(work.ask.key(), work);
      }
    } finally {
      lock.unlock();
    }
  }

  private void cancelIfAbandoned(Work<?> work) {
    if (work.waiters == 0 && work.state == Work.State.QUEUED) {
      work.state = Work.State.CANCELLED;
      work.body = null;
      byKey.remove(work.ask.key(), work);
      lane(work.ask).queued--;
      queued--;
      changed.signalAll();
    }
  }

  private static void interruptIfAbandoned(Work<?> work) {
    if (work.waiters == 0 && work.runner != null) {
      work.runner.interrupt();
    }
  }

  private void later(Duration delay, Runnable action) {
    if (timer.isShutdown()) {
      return;
    }
    var _ =
        timer.schedule(
            () -> {
              lock.lock();
              try {
                action.run();
              } finally {
                lock.unlock();
              }
            },
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }
}
