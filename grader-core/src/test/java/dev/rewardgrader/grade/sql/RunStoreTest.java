package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
  private static final String QUERY = "SELECT name FROM city";

  private final AtomicLong clock = new AtomicLong();
  private final List<String> ran = new ArrayList<>();
  private final RunStore store = new RunStore(new Counting(), new DatabaseHashes(clock::get));

  @TempDir Path folder;
  private Path file;

  /** Gives a result to every query that starts with SELECT, of as many rows as its LIMIT says. */
  private final class Counting implements QueryRunner {
    @Override
    public QueryOutcome run(SqlQuery query) {
      ran.add(query.sql());
      if (!query.sql().strip().startsWith("SELECT")) {
        return new Failure(Kind.ERROR, "syntax error", Duration.ZERO);
      }
      int limit = query.sql().indexOf("LIMIT ");
      int count = limit < 0 ? 1 : Integer.parseInt(query.sql().substring(limit + 6));
      List<Object[]> rows = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        rows.add(new Object[] {"Lima"});
      }
      return new Rows(new ResultTable(List.of("name"), rows), Duration.ofMillis(7));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @BeforeEach
  void makeDatabase() throws IOException {
    file = Files.writeString(folder.resolve("a.sqlite"), "one");
  }

  private SqlQuery query(String sql) {
    return new SqlQuery(Dialect.SQLITE, file.toString(), sql, QueryLimits.DEFAULT);
  }

  @Test
  void aCandidateThatIsTheGoldIsNotRunAgain() throws Exception {
    Rows gold = store.gold(query(QUERY));

    assertThat(store.candidate(query(QUERY), true)).isSameAs(gold);
    assertThat(store.candidate(query("\n" + QUERY + " ; "), true)).isSameAs(gold);
    assertThat(ran).containsExactly(QUERY);
  }

  @Test
  void aCandidateThatRepeatsAnotherIsNotRunAgain() throws Exception {
    QueryOutcome first = store.candidate(query(QUERY + ";"), true);

    assertThat(store.candidate(query(QUERY), true)).isSameAs(first);
    assertThat(ran).hasSize(1);
  }

  @Test
  void whatDiffersInSpacesOrCaseIsRun() throws Exception {
    store.gold(query(QUERY));
    store.candidate(query("SELECT  name FROM city"), true);
    store.candidate(query("SELECT Name FROM city"), true);

    assertThat(ran).hasSize(3);
  }

  @Test
  void whatMayVaryIsRunEachTime() throws Exception {
    store.gold(query(QUERY));
    store.candidate(query(QUERY), false);
    store.candidate(query(QUERY), false);

    assertThat(ran).hasSize(3);
  }

  @Test
  void aFailureIsRunAgain() throws Exception {
    store.candidate(query("SELEC name"), true);
    QueryOutcome again = store.candidate(query("SELEC name"), true);

    assertThat(again).isInstanceOf(Failure.class);
    assertThat(ran).hasSize(2);
  }

  @Test
  void otherLimitsAreAnotherRun() throws Exception {
    store.gold(query(QUERY));
    SqlQuery shorter =
        new SqlQuery(
            Dialect.SQLITE,
            file.toString(),
            QUERY,
            QueryLimits.DEFAULT.withDeadline(Duration.ofSeconds(1)));
    store.candidate(shorter, true);

    assertThat(ran).hasSize(2);
  }

  @Test
  void aChangedDatabaseIsAskedAgain() throws Exception {
    store.candidate(query(QUERY), true);
    Files.writeString(file, "another size");
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    store.candidate(query(QUERY), true);

    assertThat(ran).hasSize(2);
  }

  @Test
  void aServersDataMayChangeBetweenTwoCandidates() throws Exception {
    SqlQuery onServer =
        new SqlQuery(
            Dialect.POSTGRESQL, "jdbc:postgresql://localhost/a", QUERY, QueryLimits.DEFAULT);
    store.candidate(onServer, true);
    store.candidate(onServer, true);

    assertThat(ran).hasSize(2);
  }

  @Test
  void aLargeResultIsNotKept() throws Exception {
    store.candidate(query(QUERY + " LIMIT 100000"), true);
    store.candidate(query(QUERY + " LIMIT 100000"), true);

    assertThat(ran).hasSize(2);
  }

  /** In SQLite such a space is a letter, so that the query asks for another table. */
  @Test
  void aSpaceThatIsNoneForTheEngineIsPartOfTheQuery() throws Exception {
    store.gold(query(QUERY));
    store.candidate(query(QUERY + "\u3000;"), true);

    assertThat(ran).hasSize(2);
  }

  @Test
  void aLongQueryIsNotKept() throws Exception {
    String longer = QUERY + " WHERE name <> '" + "x".repeat(10_000) + "'";
    store.candidate(query(longer), true);
    store.candidate(query(longer), true);

    assertThat(ran).hasSize(2);
  }

  @Test
  void namesOfColumnsWeighToo() {
    List<String> names = IntStream.range(0, 2_000).mapToObj(i -> "column " + i).toList();

    assertThat(RunStore.weight(new ResultTable(names, List.of()))).isGreaterThan(2_000);
  }

  @Test
  void longTextsWeighMoreThanShortOnes() {
    ResultTable small = new ResultTable(List.of("a"), List.<Object[]>of(new Object[] {"x"}));
    ResultTable large =
        new ResultTable(List.of("a"), List.<Object[]>of(new Object[] {"x".repeat(10_000_000)}));

    assertThat(RunStore.weight(small)).isLessThan(100);
    assertThat(RunStore.weight(large)).isGreaterThan(50_000);
  }
}
