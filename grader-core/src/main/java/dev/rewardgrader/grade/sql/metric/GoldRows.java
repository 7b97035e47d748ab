package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A gold result and how much of its row order counts.
 *
 * @param table the result
 * @param places for each row its place in the order, equal for ties and never falling; null when
 *     order does not count
 * @param pool where a LIMIT cuts through a tie: all rows of that tie, with the gold's own;
 *     otherwise empty
 * @param fixed rows that stand before that tie; all of them without one
 */
public record GoldRows(ResultTable table, int[] places, List<Object[]> pool, int fixed) {

  public GoldRows {
    pool = List.copyOf(pool);
  }

  /** Order does not count. */
  public static GoldRows unordered(ResultTable table) {
    return new GoldRows(table, null, List.of(), table.rowCount());
  }

  /** Every row has its own place. */
  public static GoldRows strictlyOrdered(ResultTable table) {
    return new GoldRows(
        table, IntStream.range(0, table.rowCount()).toArray(), List.of(), table.rowCount());
  }

  public boolean ordered() {
    return places != null;
  }
}
