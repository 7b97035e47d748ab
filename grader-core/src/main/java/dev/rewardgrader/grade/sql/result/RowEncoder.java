package dev.rewardgrader.grade.sql.result;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes rows, cell by cell, in the form that {@link EncodedRows} reads. Each value has one form
 * only, so that equal bytes mean equal rows and other bytes other rows.
 */
public final class RowEncoder {
  static final byte NULL = 'n';
  static final byte INT = 'i';
  static final byte LONG = 'l';
  static final byte DOUBLE = 'd';
  static final byte TEXT = 't';
  static final byte BLOB = 'b';

  /** Longer texts and blobs are followed by their length as an int. */
  static final int SHORT = 254;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int START_BYTES = 512;

  private final int width;
  private byte[] bytes = new byte[START_BYTES];
  private int size;
  private int rows;

  /**
   * For rows of so many cells.
   *
   * @param width cells a row
   */
  public RowEncoder(int width) {
    this.width = width;
  }

  /** The rows of a table that has them as values. */
  static EncodedRows of(int width, Iterable<Object[]> rows) {
    RowEncoder encoder = new RowEncoder(width);
    for (Object[] row : rows) {
      for (Object value : row) {
        encoder.add(value);
      }
      encoder.endRow();
    }
    return encoder.finish();
  }

  private void add(Object value) {
    switch (value) {
      case null -> addNull();
      case Long number -> addLong(number);
      case Double number -> addDouble(number);
      case String text -> addText(text.getBytes(StandardCharsets.UTF_8));
      case Blob blob -> addBlob(blob.bytes());
      default -> throw new IllegalArgumentException("not a result value: " + value.getClass());
    }
  }

  public void addNull() {
    reserve(1);
    bytes[size++] = NULL;
  }

  public void addLong(long value) {
    reserve(9);
    if (value == (int) value) {
      bytes[size] = INT;
      INTS.set(bytes, size + 1, (int) value);
      size += 5;
    } else {
      bytes[size] = LONG;
      LONGS.set(bytes, size + 1, value);
      size += 9;
    }
  }

  public void addDouble(double value) {
    reserve(9);
    bytes[size] = DOUBLE;
    LONGS.set(bytes, size + 1, Double.doubleToLongBits(value));
    size += 9;
  }

  /**
   * A text.
   *
   * @param utf8 valid UTF-8
   */
  public void addText(byte[] utf8) {
    addBytes(TEXT, utf8);
  }

  public void addBlob(byte[] value) {
    addBytes(BLOB, value);
  }

  private void addBytes(byte type, byte[] value) {
    reserve(6 + value.length);
    bytes[size++] = type;
    if (value.length < SHORT) {
      bytes[size++] = (byte) value.length;
    } else {
      bytes[size] = (byte) SHORT;
      INTS.set(bytes, size + 1, value.length);
      size += 5;
    }
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  public void endRow() {
    rows++;
  }

  /** How many rows have ended. */
  public int rows() {
    return rows;
  }

  /** How many bytes there are so far. */
  public long size() {
    return size;
  }

  /** All rows; nothing is added afterwards. */
  public EncodedRows finish() {
    return new EncodedRows(width, rows, bytes, size);
  }

  private void reserve(int more) {
    if (more > bytes.length - size) {
      long wanted = Math.max((long) size + more, size + (size >> 1) + (long) START_BYTES);
      bytes = Arrays.copyOf(bytes, Math.toIntExact(wanted));
    }
  }
}
