package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartWeightsTest {
  private static final String GOLD = "SELECT a FROM t";

  /** Two of the gold's three rows: precision 1, recall 2/3, cardinality 2/3. */
  private static final String PART = "SELECT a FROM t WHERE a < 3";

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

  private static Grade grade(String metric, String completion, String options)
      throws GraderFault, InterruptedException {
    try (SqlGrader grader = new SqlGrader(SqlIsolation.IN_PROCESS.start(1))) {
      JsonNode node = options == null ? null : new ObjectMapper().readTree(options);
      SqlTask task =
          new SqlTask("t1", null, "sqlite", database, new SqlGold.Query(GOLD), metric, node);
      return grader.grade(task, new Completion(completion), GradingOptions.DEFAULT);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(options, e);
    }
  }

  private static double score(String metric, String completion, String options)
      throws GraderFault, InterruptedException {
    return grade(metric, completion, options).scores().get("score");
  }

  @Test
  void countsThePartsEquallyWhereATaskSaysNothing() throws GraderFault, InterruptedException {
    assertThat(score("think2sql", PART, null)).isCloseTo(7 / 9.0, within(1e-12));
    Grade grade = grade("reasoning_sql", PART, null);
    double linking = grade.scores().get("schema_linking");
    double grams = grade.scores().get("n_gram");
    assertThat(grade.scores().get("score")).isCloseTo((linking + grams + 1) / 6, within(1e-12));
  }

  @Test
  void countsThePartsAsTheTaskSays() throws GraderFault, InterruptedException {
    assertThat(score("think2sql", PART, "{\"weights\":{\"cell_precision\":3,\"cell_recall\":1}}"))
        .isCloseTo((3 + 2 / 3.0) / 4, within(1e-12));
    assertThat(score("reasoning_sql", PART, "{\"weights\":{\"bird_ex\":0.75,\"syntax\":0.25}}"))
        .isEqualTo(0.25);
    assertThat(score("reasoning_sql", GOLD, "{\"weights\":{\"n_gram\":1,\"format\":1}}"))
        .as("the right answer is worth all of it")
        .isEqualTo(1);
  }

  @Test
  void paysForTheFormatOnlyWhereAsked() throws GraderFault, InterruptedException {
    String formatted = "<think>t</think><answer>" + PART + "</answer>";
    String weights = "{\"weights\":{\"bird_ex\":0.85,\"format\":0.15}}";
    Grade grade = grade("think2sql", formatted, weights);
    assertThat(grade.scores().get("score")).isCloseTo(0.15, within(1e-12));
    assertThat(grade.verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(score("think2sql", PART, weights)).isZero();
    assertThat(grade("think2sql", formatted, "{\"weights\":{\"format\":1}}").verdict())
        .as("a format is no right answer")
        .isEqualTo(Verdict.PARTIAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sound         | {"weights":{"syntax":1}}      | only reasoning_sql and think2sql have weights, not sound
          think2sql     | {"weights":{"recall":1}}      | options.weights.recall: no such part of think2sql; its parts are cell_precision, cell_recall, cardinality, bird_ex, format
          think2sql     | {"weights":{"cell_recall":-1}} | options.weights.cell_recall: -1 is no weight; give a number from 0 on
          think2sql     | {"weights":{"cell_recall":"1"}} | "1" is no weight
          reasoning_sql | {"weights":{"syntax":0}}      | options.weights: give at least one part a weight above 0
          reasoning_sql | {"weights":{}}                | give at least one part a weight above 0
          reasoning_sql | {"weights":[1]}               | options.weights
          """)
  void namesWhatIsWrongWithWeights(String metric, String options, String message) {
    assertThatThrownBy(() -> grade(metric, GOLD, options))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining(message);
  }
}
