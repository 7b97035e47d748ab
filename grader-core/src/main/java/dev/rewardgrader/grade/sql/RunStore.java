package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.Optional;

/**
 * Results of queries, so that the same query on the same data runs once: of golds, and of
 * candidates, which repeat each other and the gold in most groups of rollouts. A query is known by
 * its text and its limits, its data by the content of the database file.
 */
final class RunStore {
  /** Bytes that a weight of one stands for: about those of a small value. */
  private static final int WEIGHT_BYTES = 100;

  /** Of all golds together; some hundred megabytes at most. */
  static final long MAX_WEIGHT = 2_000_000;

  /** Of all candidates together. */
  private static final long MAX_CANDIDATES_WEIGHT = 50_000;

  /** A result that is larger is not kept for the next candidate. */
  private static final long MAX_CANDIDATE_WEIGHT = 5_000;

  /** Nor is one of a longer query, in characters: the text is kept, too. */
  private static final int MAX_CANDIDATE_TEXT = 5_000;

  private final QueryRunner runner;
  private final DatabaseHashes hashes;
  private final OnceCache<Key, Rows> golds =
      new OnceCache<>(MAX_WEIGHT, rows -> weight(rows.table()));
  private final OnceCache<Key, Rows> candidates =
      new OnceCache<>(MAX_CANDIDATES_WEIGHT, rows -> weight(rows.table()));

  /** A store without results. */
  RunStore(QueryRunner runner, DatabaseHashes hashes) {
    this.runner = runner;
    this.hashes = hashes;
  }

  /** A query whose database is named by its content. */
  private record Key(SqlQuery query) {
    /** Dialect and limits hardly ever tell two keys apart. */
    @Override
    public int hashCode() {
      return 31 * query.database().hashCode() + query.sql().hashCode();
    }
  }

  /** What a result costs to keep, see {@link #MAX_WEIGHT}. */
  static long weight(ResultTable table) {
    long names = 0;
    for (String name : table.columns()) {
      names += WEIGHT_BYTES + name.length();
    }
    long values = (long) table.rowCount() * table.columnCount();
    return 16 + values + (names + table.encoded().size()) / WEIGHT_BYTES;
  }

  /**
   * The result of a gold query, run once.
   *
   * @throws GraderFault naming the gold that cannot be run
   */
  Rows gold(SqlQuery query) throws GraderFault, InterruptedException {
    return golds.get(key(query), () -> QueryFaults.ofGold(runner.run(query), query));
  }

  /**
   * The outcome of a candidate, which is an earlier one's where the query is the same, with that
   * one's time. What ended without a result is run again.
   *
   * @param settled whether the query says the same whenever it is run
   */
  QueryOutcome candidate(SqlQuery query, boolean settled) throws InterruptedException {
    if (!settled || query.dialect().isServer()) {
      return runner.run(query);
    }
    Key key = key(query);
    Optional<Rows> known = golds.known(key).or(() -> candidates.known(key));
    if (known.isPresent()) {
      return known.get();
    }
    QueryOutcome outcome = runner.run(query);
    if (outcome instanceof Rows rows
        && query.sql().length() <= MAX_CANDIDATE_TEXT
        && weight(rows.table()) <= MAX_CANDIDATE_WEIGHT) {
      candidates.put(key, rows);
    }
    return outcome;
  }

  /** White space around a query and semicolons behind it change nothing, column names included. */
  private Key key(SqlQuery query) throws InterruptedException {
    return new Key(
        new SqlQuery(
            query.dialect(), hashes.of(query.database()), bare(query.sql()), query.limits()));
  }

  private static String bare(String sql) {
    int end = sql.length();
    while (end > 0 && (sql.charAt(end - 1) == ';' || isBlank(sql.charAt(end - 1)))) {
      end--;
    }
    int start = 0;
    while (start < end && isBlank(sql.charAt(start))) {
      start++;
    }
    return sql.substring(start, end);
  }

  /** What every engine takes for nothing; in SQLite other spaces are letters. */
  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
