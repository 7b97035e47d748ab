package dev.rewardgrader.grade.sql.result;

import java.util.Arrays;

/**
 * A row by which equal rows are found: two keys are equal exactly when Python calls the tuples
 * equal.
 */
public final class RowKey {
  private final Object[] values;
  private final int hash;

  RowKey(Object[] values) {
    this.values = values;
    this.hash = Arrays.hashCode(values);
  }

  public int size() {
    return values.length;
  }

  /** The value in the form whose {@code equals} is Python's. */
  public Object get(int column) {
    return values[column];
  }

  public boolean contains(Object key) {
    for (Object value : values) {
      if (value == null ? key == null : value.equals(key)) {
        return true;
      }
    }
    return false;
  }

  /** A row of values that are in that form already. */
  public static RowKey of(Object[] values) {
    return new RowKey(values.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowKey key && hash == key.hash && Arrays.equals(values, key.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
