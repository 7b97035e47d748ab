package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Keeps the beginning of a stream of the engine, and reads on to its end. Thread-safe. */
final class CommandOutput implements ResultCallback<Frame> {
  /** A buffer that tells of its bytes without a copy. */
  private static final class Buffer extends ByteArrayOutputStream {
    /** Where some bytes begin, from an index on; -1 if nowhere. */
    int find(byte[] bytes, int from) {
      for (int i = from; i <= count - bytes.length; i++) {
        if (Arrays.equals(buf, i, i + bytes.length, bytes, 0, bytes.length)) {
          return i;
        }
      }
      return -1;
    }
  }

  private Buffer bytes = new Buffer();
  private int most;
  private boolean truncated;
  private boolean ended;
  private Throwable failure;
  private Closeable stream;

  CommandOutput(int most) {
    this.most = most;
  }

  @Override
  public synchronized void onStart(Closeable opened) {
    stream = opened;
  }

  @Override
  public synchronized void onNext(Frame frame) {
    byte[] payload = frame.getPayload();
    int room = Math.min(payload.length, most - bytes.size());
    bytes.write(payload, 0, room);
    truncated |= room < payload.length;
    notifyAll();
  }

  @Override
  public synchronized void onError(Throwable thrown) {
    // A stream that we closed ourselves breaks, too.
    if (!ended) {
      failure = thrown;
    }
    ended = true;
    notifyAll();
  }

  @Override
  public synchronized void onComplete() {
    ended = true;
    notifyAll();
  }

  /**
   * Waits for some bytes; false if the stream ended or the time was over first, or if they are not
   * among those that are kept.
   */
  synchronized boolean await(byte[] mark, Duration timeout) throws InterruptedException {
    int[] seen = {0};
    boolean[] found = {false};
    await(
        () -> {
          found[0] = bytes.find(mark, seen[0]) >= 0;
          seen[0] = Math.max(0, bytes.size() - mark.length + 1);
          return found[0] || ended || truncated;
        },
        timeout);
    return found[0];
  }

  /** Waits for the end of the stream; false if the time was over first. */
  synchronized boolean awaitEnd(Duration timeout) throws InterruptedException {
    return await(() -> ended, timeout);
  }

  private synchronized boolean await(BooleanSupplier done, Duration timeout)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (!done.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** What was kept, which is then forgotten; keeps so many bytes from now on. */
  synchronized String take(int next) {
    String text = bytes.toString(StandardCharsets.UTF_8);
    bytes = new Buffer();
    most = next;
    truncated = false;
    return text;
  }

  synchronized boolean truncated() {
    return truncated;
  }

  /** What broke the stream; null if nothing did. */
  synchronized Throwable failure() {
    return failure;
  }

  @Override
  public void close() {
    Closeable open;
    synchronized (this) {
      ended = true;
      open = stream;
    }
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      System.getLogger(CommandOutput.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a stream of the engine failed", e);
    }
  }
}
