package dev.rewardgrader.grade.sql.pandas;

import dev.rewardgrader.grade.sql.result.Blob;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Conversions of an object column: {@code to_numeric(errors='raise')} and {@code astype('int64')}.
 */
public final class Convert {
  private Convert() {}

  /** {@code pandas.to_numeric(column, errors='raise')}, or null where it raises. */
  public static Column toNumeric(Column column) {
    return column.dtype() == Dtype.OBJECT ? new Numeric(column.toArray()).convert() : column;
  }

  /** {@code column.astype('int64')} of an object column, or null where it raises. */
  public static Column toInt64(Column column) {
    Object[] converted = new Object[column.size()];
    for (int i = 0; i < converted.length; i++) {
      BigInteger whole = PyInt.of(column.get(i));
      if (whole == null || whole.bitLength() > 63) {
        return null;
      }
      converted[i] = whole.longValue();
    }
    return new Column(Dtype.INT64, converted);
  }

  /** One pass over the values, remembering what was seen; the result type follows from that. */
  private static final class Numeric {
    private final Object[] values;
    private final Object[] numbers;
    private final double[] doubles;
    private boolean missing;
    private boolean floats;
    private boolean integers;
    private boolean negative;
    private boolean huge;
    private boolean booleans;

    Numeric(Object[] values) {
      this.values = values;
      this.numbers = new Object[values.length];
      this.doubles = new double[values.length];
    }

    Column convert() {
      for (int i = 0; i < values.length; i++) {
        if (!accept(i, values[i])) {
          return null;
        }
      }
      if (huge && (missing || negative)) {
        return new Column(Dtype.OBJECT, values);
      }
      if (missing || floats) {
        return new Column(Dtype.FLOAT64, boxed());
      }
      if (booleans && !integers) {
        return new Column(Dtype.BOOL, values);
      }
      return new Column(huge ? Dtype.UINT64 : Dtype.INT64, numbers);
    }

    private boolean accept(int index, Object value) {
      return switch (value) {
        case null -> seeMissing(index);
        case Double number -> seeFloat(index, number);
        case Boolean flag -> {
          booleans = true;
          numbers[index] = flag ? 1L : 0L;
          doubles[index] = flag ? 1 : 0;
          yield true;
        }
        case Long whole -> seeInteger(index, BigInteger.valueOf(whole), whole.doubleValue());
        case BigInteger whole -> seeInteger(index, whole, whole.doubleValue());
        case String text -> acceptText(index, text);
        case Blob blob -> acceptText(index, new String(blob.bytes(), StandardCharsets.ISO_8859_1));
        default -> false;
      };
    }

    private boolean acceptText(int index, String text) {
      if (text.isEmpty()) {
        return seeMissing(index);
      }
      DecimalParser.Parsed parsed = DecimalParser.parse(text);
      if (parsed == null) {
        return false;
      }
      if (!parsed.whole()) {
        return seeFloat(index, parsed.value());
      }
      BigInteger whole = PyInt.of(text);
      boolean outOfRange = whole != null && whole.bitLength() > (whole.signum() < 0 ? 63 : 64);
      return whole != null && !outOfRange && seeInteger(index, whole, parsed.value());
    }

    private boolean seeMissing(int index) {
      missing = true;
      doubles[index] = Double.NaN;
      return true;
    }

    private boolean seeFloat(int index, double number) {
      floats = true;
      missing |= Double.isNaN(number);
      doubles[index] = number;
      return true;
    }

    private boolean seeInteger(int index, BigInteger whole, double approximate) {
      integers = true;
      negative |= whole.signum() < 0;
      huge |= whole.bitLength() > 63;
      numbers[index] = whole.bitLength() > 63 ? whole : (Object) whole.longValue();
      doubles[index] = approximate;
      return true;
    }

    private Object[] boxed() {
      Object[] boxed = new Object[doubles.length];
      Arrays.setAll(boxed, i -> doubles[i]);
      return boxed;
    }
  }
}
