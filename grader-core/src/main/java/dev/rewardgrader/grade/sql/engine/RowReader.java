package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.result.Blob;
import dev.rewardgrader.grade.sql.result.Counted;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches a result up to its limits and maps an engine's values to those of a {@link ResultTable}.
 */
final class RowReader {
  private static final char REPLACEMENT = '\uFFFD';

  /** What a value counts that is neither text nor binary. */
  static final long NUMBER_BYTES = 16;

  private RowReader() {}

  /** More rows or bytes than allowed. */
  static final class OutputLimitException extends Exception {
    private static final long serialVersionUID = 1L;

    private OutputLimitException(String message) {
      super(message);
    }

    static OutputLimitException rows(QueryLimits limits) {
      return new OutputLimitException("more than " + Counted.of(limits.maxRows(), "row"));
    }

    static OutputLimitException bytes(QueryLimits limits) {
      return new OutputLimitException("more than " + Counted.of(limits.maxBytes(), "byte"));
    }
  }

  static ResultTable read(ResultSet result, QueryLimits limits)
      throws SQLException, OutputLimitException {
    ResultSetMetaData meta = result.getMetaData();
    int width = meta.getColumnCount();
    List<String> columns = new ArrayList<>(width);
    for (int i = 1; i <= width; i++) {
      columns.add(meta.getColumnLabel(i));
    }
    List<Object[]> rows = new ArrayList<>();
    long bytes = 0;
    while (result.next()) {
      if (rows.size() >= limits.maxRows()) {
        throw OutputLimitException.rows(limits);
      }
      Object[] row = new Object[width];
      for (int i = 0; i < width; i++) {
        row[i] = value(result, i + 1);
        bytes += size(row[i]);
      }
      if (bytes > limits.maxBytes()) {
        throw OutputLimitException.bytes(limits);
      }
      rows.add(row);
    }
    return new ResultTable(columns, rows);
  }

  private static long size(Object value) {
    return switch (value) {
      case String text -> 2L * text.length();
      case Blob blob -> blob.length();
      case null, default -> NUMBER_BYTES;
    };
  }

  private static Object value(ResultSet result, int column) throws SQLException {
    Object value = result.getObject(column);
    return switch (value) {
      case null -> null;
      case String text -> text.indexOf(REPLACEMENT) < 0 ? text : decode(result.getBytes(column));
      case Integer number -> (long) number;
      case Long number -> number;
      case Double number -> number;
      case byte[] bytes -> new Blob(bytes);
      case Short number -> (long) number;
      case Byte number -> (long) number;
      case Float number -> (double) number;
      case Boolean flag -> flag ? 1L : 0L;
      case BigInteger number ->
          number.bitLength() < 64 ? (Object) number.longValue() : number.doubleValue();
      case BigDecimal number -> decimal(number);
      default -> result.getString(column);
    };
  }

  /**
   * A decimal without a fraction part is a whole number; any other is what a client would compute
   * with.
   */
  private static Object decimal(BigDecimal number) {
    return number.scale() <= 0 && number.toBigInteger().bitLength() < 64
        ? (Object) number.longValue()
        : number.doubleValue();
  }

  /** Bytes that are not UTF-8 are dropped, as the reference runners do. */
  static String decode(byte[] bytes) throws SQLException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.IGNORE)
          .onUnmappableCharacter(CodingErrorAction.IGNORE)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new SQLException("text that cannot be decoded", e);
    }
  }
}
