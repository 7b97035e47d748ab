package dev.rewardgrader.grade.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {

  private static String mariaDb(String rest, String sql) {
    String message =
        "(conn=5) You have an error in your SQL syntax; check the manual for the right syntax to use"
            + " near '%s' at line 1";
    return ErrorText.ofMariaDb(new SQLException(message.formatted(rest)), sql);
  }

  @Test
  void mariaDbQuotesTheRestOfTheQuery() {
    assertThat(mariaDb("FORM pets", "SELECT n FORM pets")).endsWith(" at character 10");
    assertThat(mariaDb("", "SELECT n FROM")).endsWith(" at character 14");
    assertThat(mariaDb("FORM\n pets", "SELECT n FORM\n pets")).endsWith(" at character 10");
  }

  @Test
  void mariaDbCutsALongRest() {
    String sql = "SELECT n FORM pets WHERE " + "a = 1 AND ".repeat(30) + "1";
    assertThat(mariaDb(sql.substring(9, 89), sql)).endsWith(" at character 10");
    assertThat(mariaDb("a = 1", sql)).endsWith("at line 1");
  }

  @Test
  void postgresCounts() {
    SQLException error = new SQLException("ERROR: no column x\n  Hint: none\n  Position: 8");
    assertThat(ErrorText.ofPostgres(error)).isEqualTo("ERROR: no column x at character 8");
  }

  @Test
  void h2MarksThePlaceInTheQuery() {
    String sql = "SELECT '[*]', \"N\"\nFORM t";
    SQLException error =
        new SQLException(
            "Syntax error in SQL statement \"SELECT '[*]', \"\"N\"\"\\000aFORM [*]t\"");
    SQLException shown =
        new SQLException(
            "Syntax error in SQL statement \"SELECT '[*]', \"\"N\"\"\nFORM [*]t\"; SQL");
    assertThat(ErrorText.ofH2(shown, sql)).endsWith(" at character 24");
    assertThat(ErrorText.ofH2(error, sql)).endsWith(" at character 24");
    assertThat(ErrorText.ofH2(error, "SELECT 1")).doesNotContain("at character");
  }

  @Test
  void duckDbShowsALine() {
    String sql = "SELECT n,\n  nam FROM pets";
    assertThat(duckDb("LINE 2:   nam FROM pets\n          ^", sql)).endsWith(" at character 13");
  }

  @Test
  void duckDbCutsALongLine() {
    String sql = "SELECT " + "a, ".repeat(50) + "nam FROM pets";
    assertThat(duckDb("LINE 1: ...nam FROM pets\n           ^", sql)).endsWith(" at character 158");
    assertThat(duckDb("LINE 1: ...a, a, a...\n           ^", sql))
        .isEqualTo("Binder Error: no nam");
  }

  @Test
  void duckDbsMarkIsNotTrustedBehindWideText() {
    String sql = "SELECT '\u4E2D', nam";
    assertThat(duckDb("LINE 1: SELECT '\u4E2D', nam\n                      ^", sql))
        .isEqualTo("Binder Error: no nam");
  }

  @Test
  void theLineInFrontOfDuckDbsOwnWordsIsLeftOut() {
    SQLException error =
        new SQLException(
            "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query"
                + " result\nError: Binder Error: no nam\n\nLINE 1: SELECT nam\n               ^");
    assertThat(ErrorText.ofDuckDb(error, "SELECT nam"))
        .isEqualTo("Binder Error: no nam at character 8");
  }

  private static String duckDb(String shown, String sql) {
    return ErrorText.ofDuckDb(new SQLException("Binder Error: no nam\n\n" + shown), sql);
  }
}
