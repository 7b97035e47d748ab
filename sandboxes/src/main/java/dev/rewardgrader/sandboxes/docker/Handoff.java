package dev.rewardgrader.sandboxes.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes from the thread that writes to the one that carries them to the engine. The writer waits
 * while more than a little is on its way.
 */
final class Handoff {
  private static final int CAPACITY = 1 << 16;

  private final byte[] ring = new byte[CAPACITY];
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int start;
  private int length;
  private boolean closed;

  /** The writer's end. */
  OutputStream sink() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        put(bytes, from, count);
      }
    };
  }

  /** The carrier's end. */
  InputStream source() {
    return new InputStream() {
      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int from, int count) {
        return take(bytes, from, count);
      }
    };
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void put(byte[] bytes, int from, int count) throws IOException {
    int at = from;
    int left = count;
    lock.lock();
    try {
      while (left > 0) {
        while (length == CAPACITY && !closed) {
          changed.awaitUninterruptibly();
        }
        if (closed) {
          throw new IOException("the stream to the container is closed");
        }
        int end = (start + length) % CAPACITY;
        int part = Math.min(left, Math.min(CAPACITY - length, CAPACITY - end));
        System.arraycopy(bytes, at, ring, end, part);
        length += part;
        at += part;
        left -= part;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private int take(byte[] bytes, int from, int count) {
    lock.lock();
    try {
      while (length == 0 && !closed) {
        changed.awaitUninterruptibly();
      }
      if (length == 0) {
        return -1;
      }
      int part = Math.min(count, Math.min(length, CAPACITY - start));
      System.arraycopy(ring, start, bytes, from, part);
      start = (start + part) % CAPACITY;
      length -= part;
      changed.signalAll();
      return part;
    } finally {
      lock.unlock();
    }
  }
}
