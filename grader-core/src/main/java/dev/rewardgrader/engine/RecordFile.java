package dev.rewardgrader.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.reward.RecordJson;
import dev.rewardgrader.reward.RewardRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * A rewards file, one record a line; {@code .gz} and {@code .zst} are compressed. Holds a lock, so
 * that two runs cannot write one file.
 */
public final class RecordFile implements RecordSink, AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final OutputStream out;

  private RecordFile(String name, OutputStream out) {
    this.name = name;
    this.out = out;
  }

  /**
   * Opens a file for new records.
   *
   * @param append true to go on behind what is there, see {@link FinishedRecords}
   * @throws IOException when it cannot be written or another run holds it
   */
  public static RecordFile open(Path file, boolean append) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    FileChannel channel = locked(file);
    try {
      if (Files.isRegularFile(file)) {
        long end = append ? channel.size() : 0;
        channel.truncate(end).position(end);
      }
      return new RecordFile(
          file.toString(),
          compressed(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), file));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Writes records to an open stream, such as standard output. */
  public static RecordFile to(OutputStream stream) {
    return new RecordFile("standard output", new BufferedOutputStream(stream, BUFFER));
  }

  /**
   * The file, made where it is missing, and locked for as long as the channel is open. Devices and
   * pipes are not locked: they are everybody's.
   */
  static FileChannel locked(Path file) throws IOException {
    boolean device = Files.exists(file) && !Files.isRegularFile(file);
    FileChannel channel =
        device
            ? FileChannel.open(file, StandardOpenOption.WRITE)
            : FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!device) {
        lock(channel, file);
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  // The lock lives as long as the channel; nothing is left to release by hand.
  @SuppressWarnings("resource")
  private static void lock(FileChannel channel, Path file) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IOException(file + " is being written by another run of the grader");
    }
  }

  static OutputStream compressed(OutputStream raw, Path file) throws IOException {
    String name = file.toString();
    if (name.endsWith(".gz")) {
      // With sync flush, what was flushed can be read back even if the stream is never closed.
      return new GZIPOutputStream(raw, BUFFER, true);
    }
    if (name.endsWith(".zst")) {
      return new ZstdOutputStreamNoFinalizer(raw);
    }
    return raw;
  }

  @Override
  public void write(RewardRecord record) throws IOException {
    write(RecordJson.of(record));
  }

  /** Writes a record that is JSON already. */
  public void write(ObjectNode record) throws IOException {
    byte[] line = Json.MAPPER.writeValueAsBytes(record);
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw named(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw named(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException e) {
      throw named(e);
    }
  }

  private IOException named(IOException failure) {
    return new IOException(name + ": " + failure.getMessage(), failure);
  }
}
