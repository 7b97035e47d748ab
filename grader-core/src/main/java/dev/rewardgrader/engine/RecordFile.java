package dev.rewardgrader.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.reward.RecordJson;
import dev.rewardgrader.reward.RewardRecord;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;

/**
 * A rewards file, one record a line; {@code .gz} and {@code .zst} are compressed. Holds a lock, so
 * that two runs cannot write one file.
 */
public final class RecordFile implements RecordSink, AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final OutputStream out;
  private final FinishedRecords finished;

  private RecordFile(String name, OutputStream out, FinishedRecords finished) {
    this.name = name;
    this.out = out;
    this.finished = finished;
  }

  /**
   * Opens a file for new records; what is there is gone.
   *
   * @throws IOException when it cannot be written or another run holds it
   */
  public static RecordFile create(Path file) throws IOException {
    LockedFile locked = LockedFile.open(file);
    try {
      if (locked.isRegular()) {
        locked.channel().truncate(0);
      }
      return new RecordFile(file.toString(), stream(locked), FinishedRecords.NONE);
    } catch (IOException | RuntimeException e) {
      locked.close();
      throw e;
    }
  }

  /**
   * Opens a file to go on behind the records that an interrupted run left, which {@link
   * #finished()} tells. From before they are read no other run can write it.
   *
   * @param again true to take the records of faults out, so that their rollouts are graded again
   * @throws IOException when it cannot be read or written, is no file of records, or another run
   *     holds it
   */
  public static RecordFile resume(Path file, boolean again) throws IOException {
    return resume(file, again ? FinishedRecords::isFault : FinishedRecords.KEEP_ALL);
  }

  /**
   * As {@link #resume(Path, boolean)}, where the caller says which records go.
   *
   * @param stale whether a record is to be taken out; asked once for each, in their order
   */
  public static RecordFile resume(Path file, Predicate<JsonNode> stale) throws IOException {
    LockedFile locked = LockedFile.open(file);
    try {
      FinishedRecords finished = FinishedRecords.NONE;
      if (locked.isRegular()) {
        finished = FinishedRecords.mend(locked, stale);
        locked.channel().position(locked.channel().size());
      }
      return new RecordFile(file.toString(), stream(locked), finished);
    } catch (IOException | RuntimeException e) {
      locked.close();
      throw e;
    }
  }

  /** Writes to a file, and closes it as a whole. */
  private static OutputStream stream(LockedFile file) throws IOException {
    OutputStream plain =
        new FilterOutputStream(Channels.newOutputStream(file.channel())) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
          }

          @Override
          public void close() throws IOException {
            file.close();
          }
        };
    return compressed(new BufferedOutputStream(plain, BUFFER), file.given());
  }

  /** Writes records to an open stream, such as standard output. */
  public static RecordFile to(OutputStream stream) {
    return new RecordFile(
        "standard output", new BufferedOutputStream(stream, BUFFER), FinishedRecords.NONE);
  }

  /** What was there when the file was opened, without what was taken out. */
  public FinishedRecords finished() {
    return finished;
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
