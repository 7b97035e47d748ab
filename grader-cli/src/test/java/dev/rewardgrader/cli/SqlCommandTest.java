package dev.rewardgrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code grader sql} as a person uses it. */
class SqlCommandTest {
  private static final String GOLD = "SELECT a FROM t ORDER BY a";

  @TempDir private static Path folder;
  private static String database;

  @BeforeAll
  static void createDatabase() throws SQLException {
    database = folder.resolve("t.sqlite").toString();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a INTEGER)");
      statement.execute("INSERT INTO t VALUES (1), (2), (3)");
    }
  }

  private static Cli sql(String predicted, String... more) {
    List<String> words =
        new ArrayList<>(List.of("sql", "--db", database, "--gold", GOLD, "--pred", predicted));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(String[]::new));
  }

  @Test
  void takesTheOptionsOfATask() {
    String reversed = "SELECT a FROM t ORDER BY a DESC";
    assertThat(sql(reversed).out()).contains("PARTIAL", "order-broken");
    assertThat(sql(reversed, "--metric-option", "order=ignore").out()).contains("ACCEPTED");
    assertThat(sql(reversed, "--metric-option", "{\"order\": \"ignore\"}").out())
        .contains("ACCEPTED");
    Cli weighted =
        sql("SELECT 7", "--metric", "think2sql", "--metric-option", "weights={\"cardinality\": 1}");
    assertThat(weighted.out()).containsPattern("score +0\\.3333");
  }

  /** PaVeRL-SQL's reward, by itself, looks for a fenced block only. */
  @Test
  void judgesAQueryAsItStandsWhateverTheMetricsExtraction() {
    assertThat(sql(GOLD, "--metric", "paverl").out()).contains("ACCEPTED");
    assertThat(sql("```sql\n" + GOLD + "\n```", "--metric", "paverl").out()).contains("ACCEPTED");
    assertThat(sql("It is " + GOLD, "--metric", "paverl").out()).contains("NO_ANSWER");
    assertThat(sql(GOLD, "--metric", "paverl", "--metric-option", "extraction=paverl").out())
        .contains("NO_ANSWER");
  }

  @Test
  void saysWhatIsWrongWithAnOption() {
    assertThat(sql("SELECT 1", "--metric-option", "ordr=ignore").err())
        .contains("options.ordr", "did you mean 'order'");
    assertThat(sql("SELECT 1", "--metric-option", "order").err()).contains("NAME=VALUE");
    assertThat(sql("SELECT 1", "--metric-option", "order=auto", "--metric-option", "order=ignore"))
        .satisfies(run -> assertThat(run.err()).contains("order: given twice"))
        .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2));
    assertThat(sql("SELECT 1", "--metric-option", "{\"order\"").err()).contains("--metric-option");
    assertThat(sql("SELECT 1", "--metric-option", "weights={\"bird_ex\": 1}").err())
        .contains("only reasoning_sql and think2sql have weights");
    assertThat(sql("SELECT 1", "--dialect", "oracle").err()).contains("sqlite, h2, duckdb");
  }

  @Test
  void showsWhereAnErrorIsAndRunsNothingThatWasRefused() {
    assertThat(sql("SELECT a,\n nope FROM t", "--explain").out())
        .contains("RUNTIME_ERROR", "line 2, column 2")
        .doesNotContain("candidate:");
    assertThat(sql("SELECT load_extension('x')", "--explain").out())
        .contains("REJECTED")
        .doesNotContain("candidate:");
  }

  @Test
  void leavesNothingInAResultThatATerminalObeys() {
    Cli run = sql("SELECT char(27) || ']0;x' || char(7) || char(155)", "--explain");
    assertThat(run.out()).contains("candidate: 1 × 1").doesNotContainPattern("[\\x07\\x1B\\x9B]");
  }

  @Test
  void namesEveryMetricInItsHelp() {
    assertThat(Cli.run("sql", "--help").out())
        .contains("--metric-option=NAME=VALUE", "bird_r_ves", "think2sql");
  }
}
