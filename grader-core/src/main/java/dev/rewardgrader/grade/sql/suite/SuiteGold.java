package dev.rewardgrader.grade.sql.suite;

import dev.rewardgrader.grade.sql.suite.TestSuite.GoldException;
import dev.rewardgrader.grade.sql.suite.TestSuite.Mode;
import java.util.Locale;

/**
 * A gold query as the suite runs it, made once for many candidates.
 *
 * @param query without DISTINCT, unless that is kept
 * @param run the query with the year in which the data was made
 * @param ordered whether "order by" stands anywhere in it
 */
public record SuiteGold(String query, String run, boolean ordered) {

  /**
   * Prepares a gold.
   *
   * @throws GoldException if there is no statement in it
   */
  public static SuiteGold of(String gold, Mode mode) throws GoldException {
    String query = QueryText.repairOperators(gold);
    if (mode != Mode.KEEP_DISTINCT) {
      query =
          QueryText.removeDistinct(query).orElseThrow(() -> new GoldException("the gold is empty"));
    }
    return new SuiteGold(
        query, QueryText.fixYear(query), query.toLowerCase(Locale.ROOT).contains("order by"));
  }
}
