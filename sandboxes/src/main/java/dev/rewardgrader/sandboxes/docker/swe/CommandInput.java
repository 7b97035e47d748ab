package dev.rewardgrader.sandboxes.docker.swe;

import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A stream of what is added to it, whose one reader waits for more until it is closed.
 *
 * <p>Its reader is a thread of the client's own that sends on what it reads, and that has nobody to
 * tell when the other side is gone but standard error, with a stack trace. That the stream is gone
 * is seen where its output is read, and told there.
 */
final class CommandInput extends InputStream {
  private static final byte[] END = {};
  private static final String READER = "docker-java-";
  private static final System.Logger LOG = System.getLogger(CommandInput.class.getName());

  private final BlockingQueue<byte[]> parts = new LinkedBlockingQueue<>();
  private byte[] part = {};
  private int at;
  private boolean ended;

  void add(byte[] bytes) {
    if (bytes.length > 0) {
      parts.add(bytes);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    quieten(Thread.currentThread());
    while (at == part.length && !ended) {
      try {
        part = parts.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        part = END;
      }
      at = 0;
      ended = part == END;
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, part.length - at);
    System.arraycopy(part, at, buffer, offset, count);
    at += count;
    return count;
  }

  private static void quieten(Thread reader) {
    if (reader.getName().startsWith(READER)) {
      reader.setUncaughtExceptionHandler(
          (thread, e) -> LOG.log(System.Logger.Level.DEBUG, "an input was not sent", e));
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public void close() {
    parts.add(END);
  }
}
