package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A gold result, how much of its row order counts, and what is computed from it once for all
 * candidates.
 */
public final class GoldRows {
  private final ResultTable table;
  private final int[] places;
  private volatile GoldCells cells;
  private volatile Aligned aligned;

  /**
   * The gold for one tolerance.
   *
   * @param keys the gold's rows, aligned like a candidate's
   * @param cells numbers for their values
   */
  record Aligned(double tolerance, NumberAligner aligner, List<RowKey> keys, GoldCells cells) {}

  /**
   * A gold result.
   *
   * @param table the result
   * @param places for each row its place in the order, equal for ties and never falling; null when
   *     order does not count
   */
  public GoldRows(ResultTable table, int[] places) {
    this.table = table;
    this.places = places == null ? null : places.clone();
  }

  /** Order does not count. */
  public static GoldRows unordered(ResultTable table) {
    return new GoldRows(table, null);
  }

  /** Every row has its own place. */
  public static GoldRows strictlyOrdered(ResultTable table) {
    return new GoldRows(table, IntStream.range(0, table.rowCount()).toArray());
  }

  public ResultTable table() {
    return table;
  }

  public boolean ordered() {
    return places != null;
  }

  /** The place of a row; 0 for all where order does not count. */
  int place(int row) {
    return places == null ? 0 : places[row];
  }

  /** The places of all rows; not a copy. */
  int[] places() {
    return places == null ? new int[table.rowCount()] : places;
  }

  GoldCells cells() {
    GoldCells known = cells;
    if (known == null) {
      known = new GoldCells(table.rowKeys(), table.columnCount());
      cells = known;
    }
    return known;
  }

  /** The gold as candidates are compared with it; a run's tasks share one tolerance. */
  Aligned aligned(double tolerance) {
    Aligned known = aligned;
    if (known == null || known.tolerance != tolerance) {
      NumberAligner aligner = NumberAligner.of(table, tolerance);
      List<RowKey> keys = aligner.align(table);
      known =
          new Aligned(
              tolerance,
              aligner,
              keys,
              keys == table.rowKeys() ? cells() : new GoldCells(keys, table.columnCount()));
      aligned = known;
    }
    return known;
  }
}
