package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.gate.Dialect;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ErrorPlaceTest {

  private static Optional<ErrorPlace> place(String message, String sql) {
    return ErrorPlace.of(message, sql, Dialect.SQLITE);
  }

  @Test
  void findsANameThatIsNotThere() {
    assertThat(place("… (no such column: T1.nam)", "SELECT T1.name,\n  T1.nam FROM t AS T1"))
        .contains(new ErrorPlace(2, 6));
    assertThat(place("… (no such table: my pets)", "SELECT 1 FROM \"my\"")).isPresent();
  }

  @Test
  void findsAWordThatOccursOnce() {
    assertThat(place("near \"FORM\": syntax error", "SELECT a FORM t"))
        .contains(new ErrorPlace(1, 10));
    assertThat(place("near \",\": syntax error", "SELECT a,, b, c FROM t")).isEmpty();
  }

  @Test
  void pointsBehindAQueryThatIsNotFinished() {
    assertThat(place("(incomplete input)", "SELECT a FROM")).contains(new ErrorPlace(1, 14));
  }

  @Test
  void findsTheNamesOfOtherEngines() {
    String sql = "SELECT n, x.n,\n  foo(y) FROM tt AS x";
    assertThat(ErrorPlace.of("Column \"X.N\" not found", sql, Dialect.H2))
        .contains(new ErrorPlace(1, 13));
    assertThat(ErrorPlace.of("Table \"TT\" not found (candidates are: \"T\")", sql, Dialect.H2))
        .contains(new ErrorPlace(2, 15));
    assertThat(ErrorPlace.of("(conn=4) Unknown column 'y' in 'SELECT'", sql, Dialect.MARIADB))
        .contains(new ErrorPlace(2, 7));
    assertThat(ErrorPlace.of("Table 'shop.tt' doesn't exist", sql, Dialect.MARIADB))
        .contains(new ErrorPlace(2, 15));
    assertThat(ErrorPlace.of("FUNCTION shop.foo does not exist", sql, Dialect.MARIADB))
        .contains(new ErrorPlace(2, 3));
  }

  @Test
  void countsCharactersAndNotUtf16() {
    assertThat(place("ERROR: … at character 13", "SELECT '\uD83D\uDE00', x"))
        .contains(new ErrorPlace(1, 13));
  }

  @Test
  void takesACountBeyondTheQueryForItsEnd() {
    assertThat(place("at character 99999999999", "SELECT x")).contains(new ErrorPlace(1, 9));
  }

  @Test
  void takesTheServersCount() {
    assertThat(place("ERROR: column \"x\" does not exist at character 8", "SELECT x"))
        .contains(new ErrorPlace(1, 8));
  }
}
