package dev.rewardgrader.grade.sql.pandas;

import java.util.Arrays;
import java.util.List;

/**
 * A typed column. Values are {@link Long} (or {@link java.math.BigInteger} above 2⁶³ in {@link
 * Dtype#UINT64}), {@link Double}, {@link Boolean}, and in {@link Dtype#OBJECT} anything; a missing
 * value is {@code null} or NaN.
 */
public final class Column {
  private final Dtype dtype;
  private final Object[] values;

  Column(Dtype dtype, Object[] values) {
    this.dtype = dtype;
    this.values = values;
  }

  public static Column of(Dtype dtype, Object... values) {
    return new Column(dtype, values.clone());
  }

  public Dtype dtype() {
    return dtype;
  }

  public int size() {
    return values.length;
  }

  public Object get(int row) {
    return values[row];
  }

  /** A fresh copy of the values. */
  public Object[] toArray() {
    return values.clone();
  }

  public List<Object> asList() {
    return Arrays.asList(values);
  }

  public static boolean isMissing(Object value) {
    return value == null || (value instanceof Double number && number.isNaN());
  }

  /** {@code fillna(replacement)}, keeping the type. */
  public Column fill(Object replacement) {
    Object[] filled = values.clone();
    for (int i = 0; i < filled.length; i++) {
      if (isMissing(filled[i])) {
        filled[i] = replacement;
      }
    }
    return new Column(dtype, filled);
  }

  /** The rows at these positions, in this order. */
  public Column take(int[] rows) {
    Object[] taken = new Object[rows.length];
    for (int i = 0; i < rows.length; i++) {
      taken[i] = values[rows[i]];
    }
    return new Column(dtype, taken);
  }

  @Override
  public String toString() {
    return dtype + Arrays.toString(values);
  }
}
