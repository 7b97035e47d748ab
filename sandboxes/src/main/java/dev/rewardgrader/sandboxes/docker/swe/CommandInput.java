package dev.rewardgrader.sandboxes.docker.swe;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;

/** A stream of what is added to it, whose reader waits for more until it is closed. Thread-safe. */
final class CommandInput extends InputStream {
  private final Queue<byte[]> parts = new ArrayDeque<>();
  private byte[] part = {};
  private int at;
  private boolean closed;

  synchronized void add(byte[] bytes) {
    parts.add(bytes);
    notifyAll();
  }

  @Override
  public synchronized int read(byte[] buffer, int offset, int length) {
    while (at == part.length) {
      if (!parts.isEmpty()) {
        part = parts.remove();
        at = 0;
      } else if (closed || !pause()) {
        return -1;
      }
    }
    int count = Math.min(length, part.length - at);
    System.arraycopy(part, at, buffer, offset, count);
    at += count;
    return count;
  }

  private boolean pause() {
    try {
      wait();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
