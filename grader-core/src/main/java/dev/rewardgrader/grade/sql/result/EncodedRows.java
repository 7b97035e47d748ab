package dev.rewardgrader.grade.sql.result;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Rows as bytes, as they come from a worker. Equal bytes are equal rows, value for value and type
 * for type, and other bytes are other rows; so rows are made into values only where somebody looks
 * at them.
 *
 * <p>A value is a letter for its type and, in big-endian order, an int, a long, a double, or a
 * length and so many bytes, text in UTF-8. The length is one byte below {@value RowEncoder#SHORT},
 * else that byte and an int.
 */
public final class EncodedRows {
  private final int width;
  private final int rows;
  private final byte[] bytes;
  private final int size;

  EncodedRows(int width, int rows, byte[] bytes, int size) {
    this.width = width;
    this.rows = rows;
    this.bytes = bytes;
    this.size = size;
  }

  public int width() {
    return width;
  }

  public int rowCount() {
    return rows;
  }

  /** In bytes. */
  public int size() {
    return size;
  }

  /** Writes all but the width. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(rows);
    out.writeInt(size);
    out.write(bytes, 0, size);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param maxBytes more are not read
   * @throws IOException where these are not rows
   */
  public static EncodedRows read(DataInput in, int width, int maxBytes) throws IOException {
    int rows = in.readInt();
    int size = in.readInt();
    if (rows < 0 || size < 0 || size > maxBytes) {
      throw new IOException(rows + " rows in " + size + " bytes");
    }
    byte[] bytes = new byte[size];
    in.readFully(bytes);
    EncodedRows read = new EncodedRows(width, rows, bytes, size);
    read.check();
    return read;
  }

  private void check() throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, size);
    try {
      for (long left = (long) width * rows; left > 0; left--) {
        skip(in);
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("a result with a broken value", e);
    }
    if (in.hasRemaining()) {
      throw new IOException("a result with bytes behind its rows");
    }
  }

  private static void skip(ByteBuffer in) {
    byte type = in.get();
    int length =
        switch (type) {
          case RowEncoder.NULL -> 0;
          case RowEncoder.INT -> Integer.BYTES;
          case RowEncoder.LONG, RowEncoder.DOUBLE -> Long.BYTES;
          case RowEncoder.TEXT, RowEncoder.BLOB -> length(in);
          default -> throw new IllegalArgumentException("no type of a value: " + type);
        };
    in.position(Math.addExact(in.position(), length));
  }

  private static int length(ByteBuffer in) {
    int length = in.get() & 0xFF;
    if (length < RowEncoder.SHORT) {
      return length;
    }
    int real = in.getInt();
    if (real < RowEncoder.SHORT || length > RowEncoder.SHORT) {
      throw new IllegalArgumentException("a length written as no encoder does");
    }
    return real;
  }

  /** The rows as values, see {@link ResultTable}. */
  List<Object[]> decode() {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, size);
    Object[][] decoded = new Object[rows][];
    for (int i = 0; i < rows; i++) {
      Object[] row = new Object[width];
      for (int j = 0; j < width; j++) {
        row[j] = value(in);
      }
      decoded[i] = row;
    }
    return List.of(decoded);
  }

  private Object value(ByteBuffer in) {
    byte type = in.get();
    return switch (type) {
      case RowEncoder.NULL -> null;
      case RowEncoder.INT -> (long) in.getInt();
      case RowEncoder.LONG -> in.getLong();
      case RowEncoder.DOUBLE -> in.getDouble();
      default -> textOrBlob(type, in);
    };
  }

  private Object textOrBlob(byte type, ByteBuffer in) {
    int length = length(in);
    int start = in.position();
    in.position(start + length);
    return type == RowEncoder.TEXT
        ? new String(bytes, start, length, StandardCharsets.UTF_8)
        : new Blob(Arrays.copyOfRange(bytes, start, start + length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedRows encoded
        && rows == encoded.rows
        && width == encoded.width
        && Arrays.equals(bytes, 0, size, encoded.bytes, 0, encoded.size);
  }

  @Override
  public int hashCode() {
    return 31 * size + rows;
  }
}
