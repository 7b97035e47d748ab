package dev.rewardgrader.grade.sql.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonDeterminismTest {

  private static List<String> flags(String sql) {
    return NonDeterminism.flags(sql, Dialect.SQLITE);
  }

  @Test
  void seesChanceClocksAndVersions() {
    assertThat(flags("SELECT random()")).containsExactly("nondeterministic:random");
    assertThat(flags("SELECT julianday('now') - 1")).containsExactly("nondeterministic:clock");
    assertThat(flags("SELECT date()")).containsExactly("nondeterministic:clock");
    assertThat(flags("SELECT CURRENT_TIMESTAMP")).containsExactly("nondeterministic:clock");
    assertThat(flags("SELECT sqlite_version()")).containsExactly("nondeterministic:engine-state");
    assertThat(flags("SELECT date(born) FROM t")).isEmpty();
  }

  @Test
  void seesALimitWithoutTheOrderOfItsOwnQuery() {
    assertThat(flags("SELECT a FROM t LIMIT 3"))
        .containsExactly("nondeterministic:limit-without-order");
    assertThat(flags("SELECT a FROM t ORDER BY a LIMIT 3")).isEmpty();
    assertThat(flags("SELECT a FROM (SELECT a FROM t LIMIT 1) ORDER BY a"))
        .containsExactly("nondeterministic:limit-without-order");
  }

  @Test
  void seesSamplesOfRows() {
    assertThat(flags("SELECT a FROM t TABLESAMPLE reservoir(2)"))
        .containsExactly("nondeterministic:random");
    assertThat(flags("SELECT a FROM t USING SAMPLE 2")).containsExactly("nondeterministic:random");
    assertThat(flags("SELECT sample FROM t")).isEmpty();
  }

  @Test
  void seesColumnsThatAGroupLeavesOpen() {
    assertThat(flags("SELECT name, count(*) FROM t GROUP BY city"))
        .containsExactly("nondeterministic:bare-column");
    assertThat(flags("SELECT T1.city AS c, count(*) FROM t AS T1 GROUP BY city")).isEmpty();
    assertThat(flags("SELECT city AS c, count(*) FROM t GROUP BY c")).isEmpty();
    assertThat(flags("SELECT city, count(*) FROM t GROUP BY 1")).isEmpty();
    assertThat(flags("SELECT max(a), 1 FROM t")).isEmpty();
    assertThat(flags("SELECT a, max(b) FROM t")).containsExactly("nondeterministic:bare-column");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT x FROM (SELECT a x, b FROM t GROUP BY a)",
        "WITH q AS (SELECT a, b FROM t GROUP BY a) SELECT * FROM q",
        "SELECT a, (SELECT count(*) FROM u), count(*) FROM t",
        "SELECT name, max(age), city FROM t GROUP BY name",
        "SELECT name, count(*) FROM t GROUP BY name ORDER BY age",
        "SELECT name, count(*) FROM t GROUP BY name ORDER BY name, t.age DESC LIMIT 3",
        "SELECT name FROM t GROUP BY name HAVING count(*) > 1 AND age > 3",
        "SELECT name FROM t GROUP BY name HAVING age IS NOT NULL ORDER BY 1",
      })
  void seesABareColumnInEveryQuery(String sql) {
    assertThat(flags(sql)).containsExactly("nondeterministic:bare-column");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name, count(*) AS n FROM t GROUP BY name ORDER BY n DESC, name COLLATE NOCASE",
        "SELECT name FROM t GROUP BY name HAVING name IS NOT NULL AND max(age) > 3",
        "SELECT lower(t.name), count(*) FROM t GROUP BY lower(name) ORDER BY lower(name) LIMIT 1",
        "SELECT strftime('%Y', d) y FROM t GROUP BY y HAVING y BETWEEN '1' AND '2' ORDER BY 1 ASC",
        "SELECT name FROM t GROUP BY name HAVING count(*) > (SELECT avg(x) FROM u) ORDER BY count(*)",
        "SELECT name FROM t GROUP BY name UNION SELECT city FROM t ORDER BY name",
        "SELECT a, count(*) FROM t GROUP BY a ORDER BY CASE WHEN a > 1 THEN 0 ELSE CAST(a AS INT) END",
      })
  void takesASortedOrFilteredGroupForSettled(String sql) {
    assertThat(flags(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT strftime('%s')",
        "SELECT strftime('%Y', 'now')",
        "SELECT date('NOW', '-1 day')",
        "SELECT CAST('now' AS DATE)",
        "SELECT a FROM t WHERE d < 'now'",
        "SELECT timestamp 'now'",
      })
  void seesTheClockBehindATime(String sql) {
    assertThat(flags(sql)).containsExactly("nondeterministic:clock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'now' FROM t",
        "SELECT 'now', date(d) FROM t",
        "SELECT a FROM t WHERE word = 'now'",
        "SELECT strftime('%Y', d) FROM t",
        "SELECT count(*) FROM t LIMIT 1",
        "SELECT EXISTS(SELECT 1 FROM t LIMIT 1)",
        "SELECT a, sum(b) OVER (PARTITION BY a) FROM t",
        "SELECT a, count(*) FILTER (WHERE b > 1) OVER () FROM t",
        "SELECT name, (SELECT count(*) FROM u) FROM t",
        "SELECT max(a, b), c FROM t",
        "SELECT x.n FROM (SELECT name n, count(*) c FROM t GROUP BY name) x",
        "SELECT t.name n, count(*) FROM t GROUP BY name",
        "SELECT avg(x) FROM (SELECT count(*) x FROM t GROUP BY a)",
      })
  void saysNothingOfAQueryThatAlwaysSaysTheSame(String sql) {
    assertThat(flags(sql)).isEmpty();
  }

  @Test
  void writesTheQueriesThatTellTies() {
    QueryShape shape =
        QueryShape.of("SELECT a FROM t ORDER BY b DESC, length(c) LIMIT 3;", Dialect.SQLITE);
    assertThat(shape.sortKeys()).containsExactly("b", "length(c)");
    assertThat(shape.limited()).isTrue();
    assertThat(shape.descending()).isTrue();
    assertThat(shape.withColumns(List.of("b"), false))
        .contains("SELECT a , (b) AS grader_key_0 FROM t ORDER BY b DESC, length(c) ");
    assertThat(
            QueryShape.of("SELECT a FROM (SELECT a FROM t ORDER BY a)", Dialect.SQLITE).ordered())
        .isFalse();
  }

  /** Counts how often a token is looked at. */
  private static final class Counted extends AbstractList<SqlToken> {
    private final List<SqlToken> tokens;
    private long looks;

    Counted(List<SqlToken> tokens) {
      this.tokens = tokens;
    }

    @Override
    public SqlToken get(int index) {
      looks++;
      return tokens.get(index);
    }

    @Override
    public int size() {
      return tokens.size();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(SELECT ",
        "(SELECT a FROM ",
        "(SELECT count(a), b FROM t GROUP BY b, ",
        "(SELECT count(a) FROM t LIMIT 1 ",
        "'now', ",
        "strftime(",
        "count(a) OVER (",
        "min(",
        "LIMIT 1 ",
        "FROM t LIMIT 1 ",
      })
  void looksAtNoTextMoreOftenThanItsLengthAllows(String part) {
    String sql = "SELECT count(a) FROM t WHERE " + part.repeat(2_000);
    Counted tokens = new Counted(SqlLexer.tokens(sql, Dialect.SQLITE));

    NonDeterminism.flags(tokens);

    assertThat(tokens.looks).isLessThan(600L * tokens.size());
  }

  /** Each call was followed to its end, and so were those within it. */
  @ParameterizedTest
  @ValueSource(strings = {"max(1, ", "count(a) OVER (ORDER BY "})
  void looksAtNestedCallsNoMoreOftenThanTheirLengthAllows(String call) {
    String sql =
        "SELECT " + call.repeat(2_000) + "FROM t GROUP BY b ORDER BY " + call.repeat(2_000);
    Counted tokens = new Counted(SqlLexer.tokens(sql, Dialect.SQLITE));

    NonDeterminism.flags(tokens);

    assertThat(tokens.looks).isLessThan(600L * tokens.size());
  }

  @Test
  void functionsAndTextsInDoubleQuotesAreWhatSqliteTakesThemFor() {
    assertThat(flags("SELECT \"random\"()")).containsExactly("nondeterministic:random");
    assertThat(flags("SELECT [random]()")).containsExactly("nondeterministic:random");
    assertThat(flags("SELECT date(\"now\")")).containsExactly("nondeterministic:clock");
    assertThat(flags("SELECT \"date\"('now')")).containsExactly("nondeterministic:clock");
    assertThat(flags("SELECT \"now\", \"random\" FROM t")).isEmpty();
  }

  @Test
  void seesATimeHoweverManyArgumentsStandBeforeIt() {
    assertThat(flags("SELECT strftime('%Y' " + "|| 'x' ".repeat(200) + ", 'now')"))
        .containsExactly("nondeterministic:clock");
    assertThat(flags("SELECT (date(d)), 'now' FROM t")).isEmpty();
  }

  /** Each expression behind the GROUP BY was looked for in each sort key. */
  @Test
  void expressionsOfAQueryMadeOfThousandsAreNotCompared() {
    String few = grouped(20);
    String many = grouped((int) Math.sqrt(GroupedNames.MAX_WORK));

    assertThat(NonDeterminism.flags(few, Dialect.SQLITE)).isEmpty();
    assertThat(NonDeterminism.flags(many, Dialect.SQLITE))
        .containsExactly("nondeterministic:bare-column");
  }

  private static String grouped(int count) {
    String sums =
        IntStream.range(0, count).mapToObj(i -> "b + " + i).collect(Collectors.joining(", "));
    return "SELECT count(*) FROM t GROUP BY " + sums + " ORDER BY " + sums;
  }
}
