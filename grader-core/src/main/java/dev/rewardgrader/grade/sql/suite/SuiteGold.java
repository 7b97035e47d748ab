package dev.rewardgrader.grade.sql.suite;

import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.NonDeterminism;
import dev.rewardgrader.grade.sql.gate.SameQuery;
import dev.rewardgrader.grade.sql.gate.SqlLexer;
import dev.rewardgrader.grade.sql.gate.SqlToken;
import dev.rewardgrader.grade.sql.gate.StatementBounds;
import dev.rewardgrader.grade.sql.gate.StatementGate;
import dev.rewardgrader.grade.sql.gate.StatementGate.Refusal;
import dev.rewardgrader.grade.sql.suite.TestSuite.GoldException;
import dev.rewardgrader.grade.sql.suite.TestSuite.Mode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A gold query as the suite runs it, made once for many candidates.
 *
 * @param query without DISTINCT, unless that is kept
 * @param run the query with the year in which the data was made
 * @param tokens of its statement
 * @param settled whether it has the same result whenever it is run
 * @param ordered whether "order by" stands anywhere in it
 */
public record SuiteGold(
    String query, String run, List<SqlToken> tokens, boolean settled, boolean ordered) {

  /**
   * Prepares a gold.
   *
   * @throws GoldException if there is no statement in it that is run
   */
  public static SuiteGold of(String gold, Mode mode) throws GoldException {
    String query = QueryText.repairOperators(gold);
    if (mode != Mode.KEEP_DISTINCT) {
      query =
          QueryText.removeDistinct(query).orElseThrow(() -> new GoldException("the gold is empty"));
    }
    String run = QueryText.fixYear(query);
    List<SqlToken> all = SqlLexer.tokens(run, Dialect.SQLITE);
    Optional<Refusal> refusal = StatementGate.check(run, all, Dialect.SQLITE);
    if (refusal.isPresent()) {
      throw new GoldException(
          "what the test suite makes of the gold would be refused as an answer ("
              + refusal.get().reason()
              + ")");
    }
    List<SqlToken> tokens = List.copyOf(StatementBounds.of(all, Dialect.SQLITE).statement());
    return new SuiteGold(
        query,
        run,
        tokens,
        !NonDeterminism.varies(NonDeterminism.flags(tokens)),
        query.toLowerCase(Locale.ROOT).contains("order by"));
  }

  /** Whether a statement with these tokens has the gold's result on every database. */
  boolean isSame(List<SqlToken> candidate) {
    return settled && SameQuery.of(tokens, candidate);
  }
}
