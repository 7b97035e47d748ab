package dev.rewardgrader.rollout;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * An input that another thread can end while it is waited for, as a pipe that is silent; {@link
 * System#in} and the streams of files would let both of them wait.
 */
public final class EndableInput extends InputStream {
  private final FileChannel channel;
  private volatile boolean ended;

  /** The process's standard input. */
  public static EndableInput standard() {
    return new EndableInput(new FileInputStream(FileDescriptor.in).getChannel());
  }

  /**
   * Opens a file, which may be a pipe or a device.
   *
   * @throws IOException if there is none, or it cannot be read
   */
  public static EndableInput open(Path file) throws IOException {
    return new EndableInput(FileChannel.open(file));
  }

  private EndableInput(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws ClosedChannelException where the input was closed, as by an interrupt, and not ended
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return channel.read(ByteBuffer.wrap(buffer, offset, length));
    } catch (ClosedChannelException e) {
      // A reader that was interrupted, or closed the stream, has not seen its end.
      if (ended) {
        return -1;
      }
      throw e;
    }
  }

  /** Ends the input for whoever reads it, as if nothing more came. */
  public void end() {
    ended = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
