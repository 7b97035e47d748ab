package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.stream.IntStream;

/**
 * A gold result, how much of its row order counts, and what is computed from it once for all
 * candidates.
 */
public final class GoldRows {
  private final ResultTable table;
  private final int[] places;
  private volatile GoldCells cells;
  private volatile NumberAligner aligner;

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

  GoldCells cells() {
    GoldCells known = cells;
    if (known == null) {
      known = new GoldCells(table);
      cells = known;
    }
    return known;
  }

  NumberAligner aligner() {
    NumberAligner known = aligner;
    if (known == null) {
      known = NumberAligner.of(table);
      aligner = known;
    }
    return known;
  }
}
