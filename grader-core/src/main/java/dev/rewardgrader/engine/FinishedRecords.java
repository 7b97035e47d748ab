package dev.rewardgrader.engine;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.GZIPInputStream;

/**
 * What an interrupted run has already written. A record that was torn in the middle of its line is
 * cut off; whole records stay the bytes they are.
 *
 * <p>Ids are held as 64-bit hashes, eight bytes a record; an id that stands twice in the input is
 * skipped as often as it stands in the output.
 */
public final class FinishedRecords {
  private final long[] hashes;
  private final BitSet used = new BitSet();

  private FinishedRecords(long[] hashes) {
    this.hashes = hashes;
  }

  /**
   * Reads the output of an interrupted run and mends its end, so that records can be appended.
   *
   * @return what it holds; nothing when the file does not exist
   */
  public static FinishedRecords mend(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new FinishedRecords(new long[0]);
    }
    Path whole = file.resolveSibling(file.getFileName() + ".mended");
    boolean torn = false;
    LongList hashes = new LongList();
    try (InputStream in = decompressed(file);
        OutputStream out = RecordFile.compressed(Files.newOutputStream(whole), file.toString())) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      while (true) {
        int c = readOrEnd(in);
        if (c < 0) {
          torn = line.size() > 0 || c == TORN;
          break;
        }
        line.write(c);
        if (c == '\n') {
          hashes.add(hash(id(line, file, hashes.size + 1)));
          line.writeTo(out);
          line.reset();
        }
      }
    }
    if (torn) {
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } else {
      Files.delete(whole);
    }
    long[] sorted = hashes.toArray();
    Arrays.sort(sorted);
    return new FinishedRecords(sorted);
  }

  private static final int TORN = -2;

  /** The next byte, -1 at the end, {@link #TORN} where a compressed stream breaks off. */
  private static int readOrEnd(InputStream in) {
    try {
      return in == null ? TORN : in.read();
    } catch (IOException e) {
      return TORN;
    }
  }

  /** The file's text, or null where not even the beginning of an archive is there. */
  private static InputStream decompressed(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    if (file.toString().endsWith(".gz")) {
      try {
        return new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16);
      } catch (EOFException e) {
        // Empty, or torn inside the archive's header.
        raw.close();
        return Files.size(file) == 0 ? InputStream.nullInputStream() : null;
      }
    }
    if (file.toString().endsWith(".zst")) {
      return new BufferedInputStream(new ZstdInputStreamNoFinalizer(raw), 1 << 16);
    }
    return raw;
  }

  private static String id(ByteArrayOutputStream line, Path file, int number) throws IOException {
    try {
      JsonNode record = Json.parse(line.toString(StandardCharsets.UTF_8));
      if (record.path("id").isTextual()) {
        return record.path("id").textValue();
      }
    } catch (InputException e) {
      // Told below, with the place.
    }
    throw new IOException(
        file + ":" + number + ": is not a reward record, so the run cannot be resumed into it");
  }

  /** Records found. */
  public int count() {
    return hashes.length;
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
