package dev.rewardgrader.sandboxes.docker.swe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The beginning of what a command prints, and how it ends; not thread-safe. */
final class KeptOutput {
  /** A buffer that can lose its end again. */
  private static final class Buffer extends ByteArrayOutputStream {
    void cut(long size) {
      count = (int) Math.min(count, size);
    }
  }

  private final Buffer kept = new Buffer();
  private final int most;
  private long size;
  private byte[] mark;
  private byte[] tail = {};
  private boolean marked;

  /**
   * @param most bytes that are kept
   */
  KeptOutput(int most) {
    this.most = most;
  }

  /** Ends the output where these bytes begin, of which none was printed yet. */
  void endAt(byte[] bytes) {
    mark = bytes.clone();
  }

  /** Adds what was printed; what stands behind the mark is dropped. */
  void add(byte[] bytes) {
    if (marked) {
      return;
    }
    kept.write(bytes, 0, Math.min(bytes.length, most - kept.size()));
    size += bytes.length;
    if (mark != null) {
      look(bytes);
    }
  }

  /** The mark may come in parts, and behind what is kept. */
  private void look(byte[] bytes) {
    byte[] recent = Arrays.copyOf(tail, tail.length + bytes.length);
    System.arraycopy(bytes, 0, recent, tail.length, bytes.length);
    int last = recent.length - mark.length;
    for (int i = 0; i <= last && !marked; i++) {
      if (Arrays.equals(recent, i, i + mark.length, mark, 0, mark.length)) {
        marked = true;
        size -= recent.length - i;
        kept.cut(size);
      }
    }
    tail = Arrays.copyOfRange(recent, Math.max(0, last + 1), recent.length);
  }

  /** Whether the mark was printed. */
  boolean marked() {
    return marked;
  }

  boolean truncated() {
    return size > most;
  }

  /** Bytes that are no UTF-8 are replaced. */
  String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
