package dev.rewardgrader.grade.sql.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameQueryTest {
  private static final String QUERY = "SELECT max(a), b FROM t WHERE c >= 1 AND d = \"x\"";

  private static boolean same(String left, String right) {
    return SameQuery.of(statement(left), statement(right));
  }

  private static List<SqlToken> statement(String sql) {
    return StatementBounds.of(SqlLexer.tokens(sql, Dialect.SQLITE), Dialect.SQLITE).statement();
  }

  @Test
  void forgivesCaseOfWordsWhiteSpaceCommentsAndASemicolon() {
    assertThat(same(QUERY, "select MAX ( A ) ,B\n from T where C >= 1 and D = \"x\"")).isTrue();
    assertThat(same(QUERY, QUERY.replace(" FROM", " /* of */ FROM") + " -- all\n;")).isTrue();
  }

  @Test
  void forgivesOnlyTheBlanksThatSqliteKnows() {
    assertThat(same(QUERY, QUERY.replace(" ", "\f\u000B\t"))).isTrue();
    assertThat(same(QUERY, "\uFEFF-- all\n\u000B" + QUERY)).isTrue();
    for (String letter : List.of("\u000B", "\u3000", "\u00A0", "\u2028", "\u001C", "x\uFEFF")) {
      assertThat(same(QUERY, QUERY.replaceFirst(" ", letter))).isFalse();
    }
    assertThat(same(QUERY, "\u000B" + QUERY)).isFalse();
  }

  @Test
  void looksAtEachLetterOfAString() {
    assertThat(same(QUERY, QUERY.replace("\"x\"", "\"X\""))).isFalse();
    assertThat(same("SELECT 'a  b'", "SELECT 'a b'")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT a >= 1,SELECT a > = 1",
    "SELECT a || b,SELECT a | | b",
    "SELECT x'61',SELECT x '61'",
    "SELECT a.b,SELECT a b",
    "SELECT 1.0,SELECT 1",
    "SELECT a,SELECT a AS b",
    "SELECT a - -1,SELECT a -1",
    "SELECT t. a,SELECT t .a",
  })
  void doesNotTakeOneTextForAnother(String left, String right) {
    assertThat(same(left, right)).isFalse();
    assertThat(same(left, left)).isTrue();
  }
}
