package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Text that is no UTF-8, as old SQLite files hold it. Python's driver refuses to read it unless it
 * is told to leave the bytes out, as PaVeRL-SQL and the test suite tell it, and BIRD and Spider 2.0
 * do not.
 */
class BrokenTextTest {
  @TempDir private static Path folder;
  private static Path database;
  private static SqlGrader grader;

  @BeforeAll
  static void createDatabase() throws SQLException {
    database = folder.resolve("broken.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE p (name TEXT, clean TEXT)");
      statement.execute("INSERT INTO p VALUES (CAST(x'416EFF6E' AS TEXT), 'Ann')");
    }
    grader = new SqlGrader(SqlIsolation.PROCESS.start(1));
  }

  @AfterAll
  static void stop() {
    grader.close();
  }

  private static Grade grade(String gold, String predicted)
      throws GraderFault, InterruptedException {
    SqlTask task =
        new SqlTask("t", null, "sqlite", database.toString(), new SqlGold.Query(gold), null, null);
    return grader.grade(
        task, new Completion("```sql\n" + predicted + "\n```"), GradingOptions.DEFAULT);
  }

  @Test
  void isAnErrorToBirdAndSpider2AndLeftOutByTheOthers() throws GraderFault, InterruptedException {
    Grade grade = grade("SELECT 'Ann'", "SELECT name FROM p");
    assertThat(grade.scores())
        .containsEntry("sound", 1.0)
        .containsEntry("paverl", 10.0)
        .containsEntry("exec", 1.0)
        .containsEntry("bird_ex", 0.0)
        .containsEntry("bird_soft_f1", 0.0)
        .containsEntry("spider2", 0.0);
    assertThat(grade.flags()).contains("text-broken").doesNotContain("gold-text-broken");
  }

  @Test
  void ofTheGoldBreaksBirdForEveryone() throws GraderFault, InterruptedException {
    Grade own = grade("SELECT name FROM p", "SELECT name FROM p");
    assertThat(own.scores())
        .containsEntry("sound", 1.0)
        .containsEntry("bird_ex", 0.0)
        .containsEntry("spider2", 0.0);
    assertThat(own.flags()).contains("text-broken", "gold-text-broken");
    assertThat(grade("SELECT name FROM p", "SELECT clean AS name FROM p").scores())
        .containsEntry("bird_soft_f1", 0.0)
        .containsEntry("spider2", 1.0);
  }
}
