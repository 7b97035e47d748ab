package dev.rewardgrader.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.RolloutLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * What an interrupted run has already written. A record that was torn in the middle of its line is
 * cut off; whole records stay the bytes they are.
 *
 * <p>Ids are held as 64-bit hashes, eight bytes a record; an id that stands twice in the input is
 * skipped as often as it stands in the output.
 */
public final class FinishedRecords {
  /** Takes no record out. */
  static final Predicate<JsonNode> KEEP_ALL = _ -> false;

  /** Of a file that is new. */
  static final FinishedRecords NONE = new FinishedRecords(new long[0], 0);

  private static final int BUFFER = 1 << 16;

  /** What zstd says where a stream ends too early; its code is that of any corruption. */
  private static final String BROKEN_OFF = "Truncated source";

  private final long[] hashes;
  private final long faults;
  private final BitSet used = new BitSet();

  private FinishedRecords(long[] hashes, long faults) {
    this.hashes = hashes;
    this.faults = faults;
  }

  /**
   * Reads the output of an interrupted run and mends its end, so that records can be appended.
   *
   * @param stale whether a record is to be taken out, so that its rollout is graded again; asked
   *     once for each, in their order
   * @return what it holds then
   * @throws IOException when it cannot be read or is no file of records
   */
  static FinishedRecords mend(LockedFile file, Predicate<JsonNode> stale) throws IOException {
    boolean inPlace = stale == KEEP_ALL && !isCompressed(file.given());
    return inPlace ? cut(file) : rewritten(file, stale);
  }

  static boolean isFault(JsonNode record) {
    return record.path("status").asText().equals("error");
  }

  private static FinishedRecords cut(LockedFile file) throws IOException {
    InputStream in = Channels.newInputStream(file.channel());
    Scan scan = new Scan(new BufferedInputStream(in, BUFFER), file.given());
    long whole = 0;
    while (scan.next()) {
      whole += scan.line.size();
      scan.keep();
    }
    if (scan.torn) {
      file.channel().truncate(whole);
    }
    return scan.kept();
  }

  private static FinishedRecords rewritten(LockedFile file, Predicate<JsonNode> stale)
      throws IOException {
    Path mended = file.sibling(".mended");
    try {
      Scan scan = new Scan(decompressed(file.channel(), file.given()), file.given());
      boolean same = true;
      try (OutputStream out = RecordFile.compressed(Files.newOutputStream(mended), file.given())) {
        while (scan.next()) {
          if (stale.test(scan.record)) {
            same = false;
          } else {
            scan.keep();
            scan.line.writeTo(out);
          }
        }
      }
      if (scan.torn || !same) {
        file.replaceWith(mended);
      }
      return scan.kept();
    } finally {
      Files.deleteIfExists(mended);
    }
  }

  private static boolean isCompressed(Path file) {
    return file.toString().endsWith(".gz") || file.toString().endsWith(".zst");
  }

  /** The file's text, or null where not even the beginning of an archive is there. */
  private static InputStream decompressed(FileChannel channel, Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
    if (file.toString().endsWith(".gz")) {
      try {
        return new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER);
      } catch (EOFException e) {
        // Empty, or torn inside the archive's header.
        return channel.size() == 0 ? InputStream.nullInputStream() : null;
      }
    }
    if (file.toString().endsWith(".zst")) {
      return new BufferedInputStream(new ZstdInputStreamNoFinalizer(raw), BUFFER);
    }
    return raw;
  }

  /** Records found, without those that were taken out. */
  public int count() {
    return hashes.length;
  }

  /** How many of them are faults. */
  public long faults() {
    return faults;
  }

  /** The source without the rollouts that have a record already. */
  public RolloutSource skipIn(RolloutSource source) {
    return () -> {
      RolloutLine line;
      do {
        line = source.next();
      } while (line != null && take(idOf(line)));
      return line;
    };
  }

  private static String idOf(RolloutLine line) {
    return switch (line) {
      case RolloutLine.Good good -> good.rollout().id();
      case RolloutLine.Bad bad -> GradingEngine.badLineRecord(bad).id();
    };
  }

  private boolean take(String id) {
    long hash = hash(id);
    int found = Arrays.binarySearch(hashes, hash);
    if (found < 0) {
      return false;
    }
    while (found > 0 && hashes[found - 1] == hash) {
      found--;
    }
    int free = used.nextClearBit(found);
    if (free >= hashes.length || hashes[free] != hash) {
      return false;
    }
    used.set(free);
    return true;
  }

  /** FNV-1a over UTF-16 units, then a finaliser that spreads short ids over all 64 bits. */
  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  /** Reads records one by one and remembers those that stay. */
  private static final class Scan {
    private final InputStream in;
    private final Path file;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final LongList hashes = new LongList();
    private int number;
    private JsonNode record;
    private long faults;
    private boolean torn;

    Scan(InputStream in, Path file) {
      this.in = in;
      this.file = file;
      this.torn = in == null;
    }

    /** Goes on to the next whole record; false at the end, or where a record breaks off. */
    boolean next() throws IOException {
      line.reset();
      while (in != null) {
        int c = readOrBreak();
        if (c < 0) {
          torn |= line.size() > 0;
          return false;
        }
        line.write(c);
        if (c == '\n') {
          number++;
          parse();
          return true;
        }
      }
      return false;
    }

    void keep() {
      hashes.add(hash(record.get("id").textValue()));
      faults += isFault(record) ? 1 : 0;
    }

    FinishedRecords kept() {
      long[] sorted = hashes.toArray();
      Arrays.sort(sorted);
      return new FinishedRecords(sorted, faults);
    }

    /** The next byte, or -1 at the end, which may be in the middle of a compressed stream. */
    private int readOrBreak() throws IOException {
      try {
        return in.read();
      } catch (EOFException e) {
        torn = true;
        return -1;
      } catch (ZstdIOException e) {
        if (!BROKEN_OFF.equals(e.getMessage())) {
          throw new IOException(file + ": cannot be read: " + e.getMessage(), e);
        }
        torn = true;
        return -1;
      }
    }

    private void parse() throws IOException {
      try {
        record = Json.parse(line.toString(StandardCharsets.UTF_8));
        if (record.path("id").isTextual()) {
          return;
        }
      } catch (InputException e) {
        // Told below, with the place.
      }
      throw new IOException(
          file + ":" + number + ": is not a reward record, so the run cannot be resumed into it");
    }
  }

  /** A growing array of longs. */
  private static final class LongList {
    private long[] values = new long[1024];
    private int size;

    void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    long[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
