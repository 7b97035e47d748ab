package dev.rewardgrader.grade.sql.engine;

import java.time.Duration;

/**
 * What a query may use.
 *
 * @param deadline wall time
 * @param maxRows rows that are fetched at most
 * @param maxBytes bytes of text and binary values that are fetched at most
 */
public record QueryLimits(Duration deadline, int maxRows, long maxBytes) {
  public static final QueryLimits DEFAULT =
      new QueryLimits(Duration.ofSeconds(30), 100_000, 50L << 20);

  public QueryLimits withDeadline(Duration value) {
    return new QueryLimits(value, maxRows, maxBytes);
  }
}
