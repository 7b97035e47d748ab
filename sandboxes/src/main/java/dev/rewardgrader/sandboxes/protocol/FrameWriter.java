package dev.rewardgrader.sandboxes.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes frames: a big-endian length, a type byte, the body. Nothing leaves before a flush. */
final class FrameWriter {
  private static final int HEADER = 5;

  private final OutputStream out;
  private byte[] buffer = new byte[8192];
  private int length;
  private int start;

  FrameWriter(OutputStream out) {
    this.out = out;
  }

  FrameWriter begin(int type) {
    start = length;
    room(HEADER);
    length += 4;
    return u8(type);
  }

  FrameWriter u8(int value) {
    room(1);
    buffer[length++] = (byte) value;
    return this;
  }

  FrameWriter u32(int value) {
    room(4);
    ByteBuffer.wrap(buffer).putInt(length, value);
    length += 4;
    return this;
  }

  FrameWriter u64(long value) {
    room(8);
    ByteBuffer.wrap(buffer).putLong(length, value);
    length += 8;
    return this;
  }

  FrameWriter string(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL character in " + text.replace("\0", "\\0"));
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return u32(bytes.length).bytes(bytes, 0, bytes.length);
  }

  FrameWriter bytes(byte[] bytes, int from, int count) {
    room(count);
    System.arraycopy(bytes, from, buffer, length, count);
    length += count;
    return this;
  }

  void end() throws IOException {
    int body = length - start - 4;
    if (body > Frame.LONGEST) {
      length = start;
      throw new IllegalArgumentException(
          "a command of " + body + " bytes is too long; put long arguments into a file");
    }
    ByteBuffer.wrap(buffer).putInt(start, body);
    if (length >= Frame.CHUNK) {
      drain();
    }
  }

  /** Sends content of any length in frames of one type. */
  void chunks(int type, byte[] content) throws IOException {
    for (int at = 0; at < content.length; at += Frame.CHUNK) {
      begin(type).bytes(content, at, Math.min(Frame.CHUNK, content.length - at)).end();
    }
  }

  void flush() throws IOException {
    drain();
    out.flush();
  }

  private void drain() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  private void room(int count) {
    if (buffer.length - length < count) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
    }
  }
}
