package dev.rewardgrader.sandboxes.docker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Standard output out of the engine's attached stream, in which pieces of both outputs come one
 * after the other behind eight bytes that tell which and how long. Standard error is kept aside.
 */
final class AttachedStream extends InputStream {
  private static final int HEADER = 8;
  private static final int STDERR = 2;
  private static final int COMPLAINT_BYTES = 4096;

  private final InputStream in;
  private final byte[] header = new byte[HEADER];
  private int left;
  private volatile String complaint = "";

  AttachedStream(InputStream in) {
    this.in = in;
  }

  String complaint() {
    return complaint.strip();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    while (left == 0) {
      int got = in.readNBytes(header, 0, HEADER);
      if (got == 0) {
        return -1;
      }
      if (got < HEADER) {
        throw new EOFException("the engine's stream ended in the middle");
      }
      left = ByteBuffer.wrap(header).getInt(4);
      if (header[0] == STDERR) {
        String text = new String(in.readNBytes(left), StandardCharsets.UTF_8);
        left = 0;
        String all = complaint + text;
        complaint = all.substring(0, Math.min(all.length(), COMPLAINT_BYTES));
      }
    }
    int n = in.read(bytes, from, Math.min(count, left));
    if (n > 0) {
      left -= n;
    }
    return n;
  }
}
