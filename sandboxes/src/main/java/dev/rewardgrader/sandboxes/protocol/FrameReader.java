package dev.rewardgrader.sandboxes.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads one frame at a time and then its fields. */
final class FrameReader {
  private static final byte[] NOTHING = new byte[0];

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 17];
  private int from;
  private int to;
  private ByteBuffer body = ByteBuffer.allocate(0);

  FrameReader(InputStream in) {
    this.in = in;
  }

  /**
   * Reads the next frame.
   *
   * @return its type
   * @throws EOFException when the supervisor is gone
   */
  int next() throws IOException {
    need(5);
    ByteBuffer head = ByteBuffer.wrap(buffer, from, 5);
    int length = head.getInt() - 1;
    int type = head.get() & 0xff;
    if (length < 0 || length > 2 * Frame.LONGEST) {
      throw new IOException("a frame of " + length + " bytes");
    }
    from += 5;
    if (length <= buffer.length) {
      need(length);
      body = ByteBuffer.wrap(buffer, from, length);
      from += length;
    } else {
      byte[] large = new byte[length];
      int have = Math.min(to - from, length);
      System.arraycopy(buffer, from, large, 0, have);
      from += have;
      if (in.readNBytes(large, have, length - have) < length - have) {
        throw new EOFException("the supervisor ended");
      }
      body = ByteBuffer.wrap(large);
    }
    return type;
  }

  int u8() {
    return body.get() & 0xff;
  }

  int u32() {
    return body.getInt();
  }

  long u64() {
    return body.getLong();
  }

  byte[] bytes() {
    return take(body.getInt());
  }

  byte[] rest() {
    return take(body.remaining());
  }

  String string() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private byte[] take(int count) {
    if (count == 0) {
      return NOTHING;
    }
    byte[] bytes = new byte[count];
    body.get(bytes);
    return bytes;
  }

  private void need(int count) throws IOException {
    if (to - from >= count) {
      return;
    }
    if (buffer.length - from < count) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    while (to - from < count) {
      int n = in.read(buffer, to, buffer.length - to);
      if (n < 0) {
        throw new EOFException("the supervisor ended");
      }
      to += n;
    }
  }
}
