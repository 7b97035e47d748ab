package dev.rewardgrader.testsuites.code;

import java.util.List;

/**
 * The rows of one benchmark file.
 *
 * @param nanos wall time of all of them
 */
public record SuiteResult(String name, List<RowResult> rows, long nanos) {
  public SuiteResult {
    rows = List.copyOf(rows);
  }

  public long count(RowResult.Status status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }

  public List<RowResult> with(RowResult.Status status) {
    return rows.stream().filter(row -> row.status() == status).toList();
  }

  public double perSecond() {
    return nanos == 0 ? 0 : rows.size() / (nanos / 1e9);
  }

  /**
   * The time of a row in milliseconds that a share of the rows do not exceed.
   *
   * @param share in (0,1]
   */
  public double percentileMs(double share) {
    long[] sorted = rows.stream().mapToLong(RowResult::nanos).sorted().toArray();
    if (sorted.length == 0) {
      return 0;
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1e6;
  }
}
