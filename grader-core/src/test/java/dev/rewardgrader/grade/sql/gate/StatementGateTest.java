package dev.rewardgrader.grade.sql.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.gate.StatementGate.Refusal;
import dev.rewardgrader.grade.sql.gate.StatementGate.Refusal.Kind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementGateTest {

  private static Kind refusal(String sql, Dialect dialect) {
    return StatementGate.check(sql, dialect).map(Refusal::kind).orElse(null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "  select * from t;  -- done",
        "; -- first\n;SELECT 1;",
        "/* why */ WITH a AS (SELECT 1) SELECT * FROM a",
        "VALUES (1), (2)",
        "SELECT replace(name, 'a', 'b') FROM t",
        "SELECT \"update\", [delete], `insert` FROM t",
        "SELECT 'a; DROP TABLE t' FROM t",
        "SELECT 1 /* never closed"
      })
  void letsQueriesThrough(String sql) {
    assertThat(refusal(sql, Dialect.SQLITE)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE t",
        "SELECT 1; DROP TABLE t",
        "SELECT 1;; SELECT 2",
        "SELECT 1;;",
        "SELECT 1; /* why */ ; -- done",
        "SELECT 1;\u00A0",
        "SELECT 1;\u000B",
        "WITH a AS (SELECT 1) DELETE FROM t",
        "PRAGMA query_only=OFF",
        "EXPLAIN SELECT 1",
        "SELECT * INTO other FROM t",
        "SELECT load_extension('x')",
        "SELECT 1 /* ; */ ; /**/ SELECT 2"
      })
  void refusesEverythingElse(String sql) {
    assertThat(refusal(sql, Dialect.SQLITE)).isEqualTo(Kind.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT U&\"pg\\005fsleep\"(9)",
        "SELECT pg_try_advisory_lock(1)",
        "SELECT lo_creat(1)",
        "SELECT \"query_to_xml_and_xmlschema\"('SELECT 1', true, true, '')",
        "SELECT query FROM pg_stat_activity"
      })
  void refusesWhatReachesOtherSessionsOfPostgres(String sql) {
    assertThat(refusal(sql, Dialect.POSTGRESQL)).isEqualTo(Kind.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT u & \"mask\" FROM t",
        "SELECT U&'d\\0061t'",
        "SELECT lo_hi, pg_read FROM t",
        "SELECT 'pg_stat_activity'"
      })
  void takesNamesThatOnlyLookLikeThem(String sql) {
    assertThat(refusal(sql, Dialect.POSTGRESQL)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1;;", "SELECT 1; /* why */ ; -- done"})
  void forgivesTheSecondSemicolonWhereTheReferencesHaveNoSay(String sql) {
    assertThat(refusal(sql, Dialect.POSTGRESQL)).isNull();
    assertThat(refusal(";" + sql, Dialect.POSTGRESQL)).isEqualTo(Kind.NOT_A_QUERY);
  }

  @Test
  void refusesNulCharacters() {
    assertThat(refusal("SELECT 1\0; DROP TABLE t", Dialect.SQLITE)).isEqualTo(Kind.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ";", "-- only a comment", "'text'"})
  void callsTextWithoutAStatementAnError(String sql) {
    assertThat(refusal(sql, Dialect.SQLITE)).isEqualTo(Kind.NOT_A_QUERY);
  }

  @Test
  void callsAnEndlessStatementAnError() {
    assertThat(refusal("SELECT 1" + " + 1".repeat(100_000), Dialect.SQLITE))
        .isEqualTo(Kind.NOT_A_QUERY);
  }

  @Test
  void knowsEachDialectsOwnQuotesAndComments() {
    assertThat(refusal("SELECT $$a; b$$", Dialect.POSTGRESQL)).isNull();
    assertThat(refusal("SELECT 'a\\'; DROP TABLE t; -- '", Dialect.MARIADB)).isNull();
    assertThat(refusal("SELECT 'a\\'; DROP TABLE t; -- '", Dialect.SQLITE))
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal("SELECT /*!50000 1 */", Dialect.MARIADB)).isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal("WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d", Dialect.POSTGRESQL))
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal("SELECT * FROM OLD TABLE (DELETE FROM T)", Dialect.H2))
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal("SELECT FILE_READ('/etc/passwd')", Dialect.H2)).isEqualTo(Kind.FORBIDDEN);
  }

  @Test
  void readsFunctionNamesInQuotes() {
    assertThat(refusal("SELECT \"load_extension\" ('x')", Dialect.SQLITE))
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal("SELECT \"load_extension\" FROM t", Dialect.SQLITE)).isNull();
    assertThat(refusal("SELECT * FROM \"read_csv\"('x')", Dialect.DUCKDB))
        .isEqualTo(Kind.FORBIDDEN);
  }

  @Test
  void endsStringsAndCommentsWhereTheEngineDoes() {
    assertThat(refusal("SELECT e'\\'' ; DROP TABLE t; --'", Dialect.DUCKDB))
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal("SELECT $1$ ; DROP TABLE t; --$1$", Dialect.POSTGRESQL))
        .isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal("SELECT 1 // '\n; SET X 1; --'", Dialect.H2)).isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal("SELECT $a$ ; SET X 1; --$a$", Dialect.H2)).isEqualTo(Kind.FORBIDDEN);
    assertThat(refusal("SELECT\u00A0a\u3000FROM t", Dialect.DUCKDB)).isNull();
  }

  @Property(tries = 500)
  void endsOnAnyText(@ForAll String sql) {
    for (Dialect dialect : Dialect.values()) {
      assertThat(StatementGate.check(sql, dialect)).isNotNull();
      assertThat(NonDeterminism.flags(sql, dialect)).isNotNull();
      assertThat(QueryShape.of(sql, dialect).sortKeys()).isNotNull();
    }
  }
}
