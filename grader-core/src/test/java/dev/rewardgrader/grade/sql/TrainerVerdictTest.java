package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Whole replies under the trainers' rewards: the value, and whether the answer counts as right. */
class TrainerVerdictTest {
  private static final String GOLD = "SELECT a FROM t";

  /** The gold's set of rows, and not its bag. */
  private static final String SET = "SELECT a FROM t UNION SELECT a FROM t";

  @TempDir private static Path folder;
  private static String database;

  @BeforeAll
  static void createDatabase() throws SQLException {
    database = folder.resolve("t.sqlite").toString();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a INTEGER)");
      statement.execute("INSERT INTO t VALUES (1), (1), (2)");
    }
  }

  private static Grade grade(String metric, String completion)
      throws GraderFault, InterruptedException {
    return grade(metric, GOLD, completion);
  }

  private static Grade grade(String metric, String gold, String completion)
      throws GraderFault, InterruptedException {
    try (SqlGrader grader = new SqlGrader(SqlIsolation.IN_PROCESS.start(1))) {
      SqlTask task =
          new SqlTask("t1", null, "sqlite", database, new SqlGold.Query(gold), metric, null);
      return grader.grade(task, new Completion(completion), GradingOptions.DEFAULT);
    }
  }

  private static String fenced(String sql) {
    return "<think>so</think><answer>```sql\n" + sql + "\n```</answer>";
  }

  private static String json(String sql) {
    return "<think>so</think><answer>{\"sql\": \"" + sql + "\"}</answer>";
  }

  private static String solution(String sql) {
    return "<think>so</think><solution>" + sql + "</solution>";
  }

  @Test
  void sqlR1CallsRightWhatItsTestSuiteDoes() throws GraderFault, InterruptedException {
    Grade right = grade("sql_r1", fenced("SELECT t.a FROM t"));
    Grade sameSet = grade("sql_r1", fenced(SET));

    assertThat(right.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(right.scores().get("score")).isGreaterThan(6);
    assertThat(sameSet.scores()).containsEntry("bird_ex", 1.0).containsEntry("score", 0.0);
    assertThat(sameSet.verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    assertThat(grade("sql_r1", GOLD).scores()).containsEntry("score", -1.0);
  }

  @Test
  void theOthersCallRightWhatBirdDoes() throws GraderFault, InterruptedException {
    Grade skyRl = grade("skyrl", solution(SET));
    Grade deepRetrieval = grade("deep_retrieval", json(SET));

    assertThat(skyRl.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(skyRl.scores()).containsEntry("score", 1.0);
    assertThat(deepRetrieval.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(deepRetrieval.scores()).containsEntry("score", 1.1);
    assertThat(grade("deep_retrieval", json("SELECT 7")).scores()).containsEntry("score", 0.0);
    assertThat(grade("skyrl", GOLD).verdict()).isEqualTo(Verdict.NO_ANSWER);
  }

  @Test
  void arcticPaysForTheFormatEvenWhereNothingRuns() throws GraderFault, InterruptedException {
    Grade formatted = grade("arctic", fenced("SELECT nothing FROM t"));
    assertThat(formatted.scores()).containsEntry("score", 0.1);
    assertThat(formatted.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade("arctic", "```sql\nSELECT nothing FROM t\n```").scores())
        .containsEntry("score", 0.0);
    assertThat(grade("arctic", "<think>so</think>no").scores()).containsEntry("score", 0.0);
    assertThat(grade("arctic", fenced(SET)).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void arcticComparesTheFirstFiveThousandRows() throws GraderFault, InterruptedException {
    String numbers =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i"
            + " FROM n%s";
    String gold = numbers.formatted(6000, "");
    assertThat(grade("arctic", gold, fenced(numbers.formatted(7000, ""))).scores())
        .containsEntry("score", 1.0);
    assertThat(grade("arctic", gold, fenced(numbers.formatted(7000, " -- all"))).scores())
        .containsEntry("score", 0.1);
    assertThat(grade("bird_ex", gold, fenced(numbers.formatted(7000, ""))).scores())
        .containsEntry("score", 0.0);
    Grade unread = grade("arctic", fenced("SELECT a FROM t LIMIT(9)"));
    assertThat(unread.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }
}
