package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.stream.IntStream;

/**
 * A gold result and how much of its row order counts.
 *
 * @param table the result
 * @param places for each row its place in the order, equal for ties and never falling; null when
 *     order does not count
 */
public record GoldRows(ResultTable table, int[] places) {

  /** Order does not count. */
  public static GoldRows unordered(ResultTable table) {
    return new GoldRows(table, null);
  }

  /** Every row has its own place. */
  public static GoldRows strictlyOrdered(ResultTable table) {
    return new GoldRows(table, IntStream.range(0, table.rowCount()).toArray());
  }

  public boolean ordered() {
    return places != null;
  }
}
