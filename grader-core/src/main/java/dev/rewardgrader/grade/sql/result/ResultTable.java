package dev.rewardgrader.grade.sql.result;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a query returned. A value is {@code null}, {@link Long}, {@link Double}, {@link String} or
 * {@link Blob}; engines map their own types to these. Rows are shared and must not be changed. The
 * forms in which rows are compared are made when first asked for, and once.
 */
public final class ResultTable {
  private final List<String> columns;
  private final EncodedRows encoded;
  private final boolean textBroken;
  private volatile List<Object[]> rows;
  private volatile List<RowKey> rowKeys;
  private volatile Fingerprint fingerprint;
  private volatile Set<RowKey> distinct;
  private volatile List<RowKey> distinctList;

  /**
   * A result.
   *
   * @param columns column names as the engine gave them; may repeat
   * @param rows one array per row, each as long as {@code columns}
   */
  public ResultTable(List<String> columns, List<Object[]> rows) {
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows);
    this.encoded = null;
    this.textBroken = false;
  }

  /**
   * A result whose rows are made into values when first asked for.
   *
   * @param columns column names as the engine gave them; may repeat
   * @param encoded rows as wide as {@code columns}
   */
  public ResultTable(List<String> columns, EncodedRows encoded) {
    this(columns, encoded, false);
  }

  /**
   * The same of a query that may have met broken text.
   *
   * @param textBroken whether a text held bytes that are no UTF-8, which are left out of the rows
   */
  public ResultTable(List<String> columns, EncodedRows encoded, boolean textBroken) {
    if (encoded.width() != columns.size()) {
      throw new IllegalArgumentException(
          encoded.width() + " values a row and " + columns.size() + " columns");
    }
    this.columns = List.copyOf(columns);
    this.encoded = encoded;
    this.textBroken = textBroken;
  }

  /** Whether a text held bytes that are no UTF-8; they are left out of the rows. */
  public boolean textBroken() {
    return textBroken;
  }

  public List<String> columns() {
    return columns;
  }

  public List<Object[]> rows() {
    List<Object[]> known = rows;
    if (known == null) {
      known = encoded.decode();
      rows = known;
    }
    return known;
  }

  /** The rows as bytes. */
  public EncodedRows encoded() {
    return encoded == null ? RowEncoder.of(columns.size(), rows()) : encoded;
  }

  public int rowCount() {
    List<Object[]> known = rows;
    return known == null ? encoded.rowCount() : known.size();
  }

  public int columnCount() {
    return columns.size();
  }

  public boolean isEmpty() {
    return rowCount() == 0;
  }

  /** The values of one column, top to bottom. */
  public Object[] column(int index) {
    Object[] values = new Object[rowCount()];
    for (int row = 0; row < values.length; row++) {
      values[row] = rows().get(row)[index];
    }
    return values;
  }

  /** The rows in the form in which Python's equality is Java's. */
  public List<RowKey> rowKeys() {
    List<RowKey> known = rowKeys;
    if (known == null) {
      RowKey[] keys = new RowKey[rowCount()];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = PyValue.rowKey(rows().get(i));
      }
      known = List.of(keys);
      rowKeys = known;
    }
    return known;
  }

  /** What names this result. */
  public Fingerprint fingerprint() {
    Fingerprint known = fingerprint;
    if (known == null) {
      known = new Fingerprint(this);
      fingerprint = known;
    }
    return known;
  }

  /** The distinct rows, each at its first place. */
  public Set<RowKey> distinctRows() {
    Set<RowKey> known = distinct;
    if (known == null) {
      known = Collections.unmodifiableSet(new LinkedHashSet<>(rowKeys()));
      distinct = known;
    }
    return known;
  }

  /** The same as a list. */
  public List<RowKey> distinctList() {
    List<RowKey> known = distinctList;
    if (known == null) {
      known = fingerprint().repeats() ? List.copyOf(distinctRows()) : rowKeys();
      distinctList = known;
    }
    return known;
  }

  /** Whether both hold the same rows in the same order, value for value and type for type. */
  public boolean hasSameRows(ResultTable other) {
    if (rowCount() != other.rowCount() || columns.size() != other.columns.size()) {
      return false;
    }
    if (encoded != null && other.encoded != null) {
      boolean same = encoded.equals(other.encoded);
      if (same) {
        shareFormsOf(other);
      }
      return same;
    }
    List<Object[]> left = rows();
    List<Object[]> right = other.rows();
    for (int i = 0; i < left.size(); i++) {
      if (!Arrays.equals(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What was made of the same rows already need not be made again. */
  private void shareFormsOf(ResultTable other) {
    rows = rows == null ? other.rows : rows;
    rowKeys = rowKeys == null ? other.rowKeys : rowKeys;
    distinct = distinct == null ? other.distinct : distinct;
    distinctList = distinctList == null ? other.distinctList : distinctList;
    if (fingerprint == null && columns.equals(other.columns)) {
      fingerprint = other.fingerprint;
    }
  }
}
