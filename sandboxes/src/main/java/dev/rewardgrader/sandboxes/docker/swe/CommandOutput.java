package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * Keeps the beginning of a stream of the engine, and reads on to its end. Thread-safe.
 *
 * <p>Where it is told so, standard error is no part of the output but lines of their own.
 */
final class CommandOutput implements ResultCallback<Frame> {
  /** The longest word of the first process, in bytes. */
  private static final int MOST_TOLD = 1 << 10;

  private final boolean apart;
  private final ByteArrayOutputStream word = new ByteArrayOutputStream();
  private final Deque<String> told = new ArrayDeque<>();
  private KeptOutput output;
  private boolean started;
  private boolean ended;
  private Throwable failure;
  private Closeable stream;

  private CommandOutput(int most, boolean apart) {
    output = new KeptOutput(most);
    this.apart = apart;
  }

  /** Both streams of a command, of which so many bytes are kept. */
  static CommandOutput together(int most) {
    return new CommandOutput(most, false);
  }

  /** Standard error as lines of their own. */
  static CommandOutput apart() {
    return new CommandOutput(0, true);
  }

  @Override
  public synchronized void onStart(Closeable opened) {
    stream = opened;
    started = true;
    notifyAll();
  }

  @Override
  public synchronized void onNext(Frame frame) {
    if (apart && frame.getStreamType() == StreamType.STDERR) {
      tell(frame.getPayload());
    } else {
      output.add(frame.getPayload());
    }
    notifyAll();
  }

  private void tell(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        told.add(word.toString(StandardCharsets.US_ASCII));
        word.reset();
      } else if (word.size() < MOST_TOLD) {
        word.write(b);
      }
    }
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

  /** Waits until the engine has opened the stream; false if it did not, or the time was over. */
  synchronized boolean awaitStart(Duration timeout) throws InterruptedException {
    return await(() -> started || ended, timeout) && started;
  }

  /** Waits for the end of the stream; false if the time was over first. */
  synchronized boolean awaitEnd(Duration timeout) throws InterruptedException {
    return await(() -> ended, timeout);
  }

  /** Waits for the next line; null if the stream ended or the time was over first. */
  synchronized String awaitTold(Duration timeout) throws InterruptedException {
    await(() -> ended || !told.isEmpty(), timeout);
    return told.poll();
  }

  /** Begins a new output, of which so many bytes are kept. */
  synchronized void begin(int most) {
    output = new KeptOutput(most);
  }

  /** Ends the output where these bytes begin, of which none was printed yet. */
  synchronized void endAt(byte[] mark) {
    output.endAt(mark);
  }

  /** Waits for the mark; false if the stream ended or the time was over first. */
  synchronized boolean awaitMark(Duration timeout) throws InterruptedException {
    await(() -> ended || output.marked(), timeout);
    return output.marked();
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

  /** What was kept of the output. */
  synchronized String text() {
    return output.text();
  }

  synchronized boolean truncated() {
    return output.truncated();
  }

  synchronized boolean ended() {
    return ended;
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
      notifyAll();
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
