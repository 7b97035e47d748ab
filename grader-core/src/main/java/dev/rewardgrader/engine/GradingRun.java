package dev.rewardgrader.engine;

import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.rollout.Rollout;
import dev.rewardgrader.rollout.RolloutLine;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One pass over a source. The calling thread reads, as many threads as there are jobs grade, one
 * writes; the window of rollouts between reading and writing is bounded, so that memory does not
 * grow with the file and one slow rollout does not idle the others.
 */
final class GradingRun {
  private static final int WINDOW_PER_JOB = 64;

  /** However many jobs there are. */
  private static final int LARGEST_WINDOW = 1 << 20;

  /** Virtual threads hand on to one another more slowly, and many platform threads are dear. */
  private static final int PLATFORM_THREADS = 64;

  private final GradingEngine engine;
  private final RolloutSource source;
  private final RecordSink sink;
  private final StopSignal stop;
  private final Semaphore window;
  private final ExecutorService workers;

  /** Records to come, in the order of writing; a null one closes the queue. */
  private final BlockingQueue<Future<RewardRecord>> toWrite = new LinkedBlockingQueue<>();

  private final RunSummary summary = new RunSummary();
  private volatile Throwable writerFailure;

  /** Whether nobody waits for what is being graded: the run was given up, or has failed. */
  private volatile boolean givenUp;

  /** Whether anything that was read has no record. */
  private volatile boolean left;

  /** Whether the writer has come to something that has no record. */
  private boolean gap;

  GradingRun(GradingEngine engine, RolloutSource source, RecordSink sink, StopSignal stop) {
    this.engine = engine;
    this.source = source;
    this.sink = sink;
    this.stop = stop;
    this.window =
        new Semaphore((int) Math.min((long) engine.jobs() * WINDOW_PER_JOB, LARGEST_WINDOW));
    Thread.Builder worker =
        engine.jobs() <= PLATFORM_THREADS ? Thread.ofPlatform() : Thread.ofVirtual();
    this.workers =
        Executors.newFixedThreadPool(engine.jobs(), worker.name("grading-", 1).factory());
  }

  RunSummary run() throws IOException, InterruptedException {
    Thread writer = Thread.ofPlatform().name("record-writer").start(this::write);
    stop.whenGivenUp(this::giveUp);
    try {
      readAll();
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      giveUp();
      throw e;
    } finally {
      awaitWorkers();
      // Every worker has ended: nothing is added to the queue after this.
      toWrite.add(CompletableFuture.completedFuture(null));
      joinUninterruptibly(writer);
    }
    rethrow(writerFailure);
    if (left) {
      summary.markStopped();
    }
    return summary;
  }

  private void readAll() throws IOException, InterruptedException {
    while (writerFailure == null) {
      RolloutLine line = next();
      if (line == null) {
        return;
      }
      window.acquire();
      switch (line) {
        case RolloutLine.Good good -> submit(good.rollout());
        case RolloutLine.Bad bad -> bad(bad);
      }
    }
  }

  /** The next line; null at the end, or where the run is to end. */
  private RolloutLine next() throws IOException {
    RolloutLine line = null;
    try {
      line = stop.isAsked() ? null : source.next();
    } catch (IOException e) {
      // An archive that was cut off to end the run is no fault.
      if (!stop.isAsked()) {
        throw e;
      }
    }
    if (stop.isAsked()) {
      // What came meanwhile may have been cut off.
      summary.markStopped();
      return null;
    }
    return line;
  }

  private void submit(Rollout rollout) {
    long readAt = System.nanoTime();
    CompletableFuture<RewardRecord> record = new CompletableFuture<>();
    if (engine.ordered()) {
      toWrite.add(record);
    }
    try {
      workers.execute(() -> grade(rollout, readAt, record));
    } catch (RejectedExecutionException e) {
      // The run was given up meanwhile.
      leave(record);
    } catch (OutOfMemoryError e) {
      // So many threads there cannot be; whoever writes shall not wait for this record.
      leave(record);
      throw e;
    }
  }

  /** Interrupts what is being graded, and leaves what waits for its turn. */
  private void giveUp() {
    givenUp = true;
    workers.shutdownNow().forEach(Runnable::run);
  }

  /** Waits until everything that was read is graded or left. An interrupt gives the run up. */
  private void awaitWorkers() {
    workers.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = workers.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
        giveUp();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Completes a record, or cancels it where the run ends first. */
  private void grade(Rollout rollout, long readAt, CompletableFuture<RewardRecord> record) {
    try {
      boolean begin = !stop.isAsked() && !givenUp;
      RewardRecord graded = begin ? engine.grade(rollout, readAt, () -> givenUp) : null;
      // Where the run was given up, a fault may be no more than that.
      if (graded == null || stop.isGivenUp() || (givenUp && graded.isFault())) {
        leave(record);
      } else {
        record.complete(graded);
      }
    } catch (InterruptedException e) {
      leave(record);
    } catch (RuntimeException | Error e) {
      record.completeExceptionally(e);
    }
    if (!engine.ordered()) {
      toWrite.add(record);
    }
  }

  private void leave(CompletableFuture<RewardRecord> record) {
    left = true;
    record.cancel(false);
  }

  private void bad(RolloutLine.Bad line) {
    switch (engine.badLines()) {
      case FAIL -> throw new BadLineException(line);
      case SKIP -> {
        summary.addSkippedLine();
        engine.listener().skipped(line);
        window.release();
      }
      case RECORD ->
          toWrite.add(CompletableFuture.completedFuture(GradingEngine.badLineRecord(line)));
    }
  }

  private void write() {
    try {
      while (true) {
        Future<RewardRecord> next = toWrite.poll();
        if (next == null || !next.isDone()) {
          sink.flush();
          next = next == null ? toWrite.take() : next;
        }
        if (!writeOne(next)) {
          sink.flush();
          return;
        }
        window.release();
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      writerFailure = e;
      // What is graded now has nowhere to go.
      giveUp();
      // Whoever waits for room shall see the failure instead of waiting for ever.
      window.release(Integer.MAX_VALUE / 2);
    }
  }

  /** Writes a record as soon as it is there; false at the end of the run. */
  private boolean writeOne(Future<RewardRecord> next) throws IOException, InterruptedException {
    RewardRecord record;
    try {
      record = next.get();
    } catch (CancellationException e) {
      // Given up unfinished: it has no record and is graded when the run is resumed.
      gap = true;
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    if (record == null) {
      return false;
    }
    if (gap && engine.ordered()) {
      // A resumed run finds its place by the output being a beginning of the input: of two lines
      // with one id, it takes the first for the one that has the record.
      return true;
    }
    sink.write(record);
    summary.add(record);
    engine.listener().recorded(record);
    return true;
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Throwable failure) throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw new IOException(e.getMessage(), e);
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
