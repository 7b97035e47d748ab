package dev.rewardgrader.testsuites.rows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.LineSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;

/**
 * The rows of a dataset one after another, be it JSON Lines, one JSON array (both may be
 * compressed), or Parquet. The first bytes tell which, not the name. Lines and Parquet are read as
 * rows are asked for, an array as a whole.
 */
public abstract sealed class RowSource implements AutoCloseable {
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final String name;
  private long number;

  private RowSource(String name) {
    this.name = name;
  }

  /**
   * Opens a file.
   *
   * @param path a file, or {@code -} for standard input, which cannot be Parquet
   * @throws InputException if it is Parquet and damaged
   */
  public static RowSource open(String path) throws IOException, InputException {
    if (!path.equals("-") && isParquet(Path.of(path))) {
      return new OfParquet(Path.of(path));
    }
    return of(LineSource.open(path));
  }

  /** The rows of a text, which is closed with them. */
  public static RowSource of(LineSource lines) throws IOException, InputException {
    String first = lines.next();
    if (first != null && first.startsWith("PAR1")) {
      throw new InputException(lines.name(), "Parquet is read from a file and not from a stream");
    }
    return first != null && first.stripLeading().startsWith("[")
        ? new OfArray(lines, first)
        : new OfLines(lines, first);
  }

  private static boolean isParquet(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
    }
  }

  /** What messages call this source: a path or {@code <stdin>}. */
  public final String name() {
    return name;
  }

  /**
   * The number of the row that {@link #next()} told of last, from 1: of lines, that of the line.
   */
  public final long number() {
    return number;
  }

  /** Where the row is that {@link #next()} told of last. */
  public String place() {
    return name + ", row " + number;
  }

  /**
   * @return the next row, or null at the end
   * @throws InputException if that row is no JSON; the next call goes on behind it
   */
  public final JsonNode next() throws IOException, InputException {
    number++;
    return read();
  }

  abstract JsonNode read() throws IOException, InputException;

  @Override
  public abstract void close() throws IOException;

  private static final class OfLines extends RowSource {
    private final LineSource lines;
    private String ahead;

    OfLines(LineSource lines, String ahead) {
      super(lines.name());
      this.lines = lines;
      this.ahead = ahead;
    }

    @Override
    public String place() {
      return name() + ":" + number();
    }

    @Override
    JsonNode read() throws IOException, InputException {
      String line = ahead == null ? lines.next() : ahead;
      ahead = null;
      super.number = lines.line();
      return line == null ? null : Json.parse(line);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private static final class OfArray extends RowSource {
    private final LineSource lines;
    private final String first;
    private Iterator<JsonNode> rows;

    OfArray(LineSource lines, String first) {
      super(lines.name());
      this.lines = lines;
      this.first = first;
    }

    @Override
    JsonNode read() throws IOException, InputException {
      if (rows == null) {
        StringBuilder text = new StringBuilder(first);
        for (String line = lines.next(); line != null; line = lines.next()) {
          text.append('\n').append(line);
        }
        rows = Collections.emptyIterator();
        rows = Json.parse(text.toString()).iterator();
      }
      return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private static final class OfParquet extends RowSource {
    private final ParquetRows rows;

    OfParquet(Path file) throws IOException, InputException {
      super(file.toString());
      rows = ParquetRows.open(file);
    }

    @Override
    JsonNode read() throws InputException {
      return rows.next();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
