package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralGoldsTest {
  @TempDir private Path folder;

  private Grade grade(String metric, String... golds)
      throws IOException, SQLException, GraderFault, InterruptedException {
    Path database = folder.resolve("two.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS t AS SELECT 'a' AS v UNION SELECT 'b'");
    }
    Path[] files = new Path[golds.length];
    for (int i = 0; i < golds.length; i++) {
      files[i] = Files.writeString(folder.resolve("gold" + i + ".csv"), golds[i]);
    }
    SqlGold gold = new SqlGold.Csv(List.of(files).stream().map(Path::toString).toList());
    SqlTask task = new SqlTask("t", null, "sqlite", database.toString(), gold, metric, null);
    try (SqlGrader grader = new SqlGrader(SqlIsolation.IN_PROCESS.start(1))) {
      String query = "SELECT v AS c, v AS d, v AS e, v AS f FROM t";
      return grader.grade(
          task, new Completion("```sql\n" + query + "\n```"), GradingOptions.DEFAULT);
    }
  }

  /** Copies of a column are worth 8/3 of the first gold, more than the second that is met. */
  @Test
  void paverlsEvaluationTakesTheGreatestShareForTheBest()
      throws IOException, SQLException, GraderFault, InterruptedException {
    String longer = "v\na\nb\nc\n";
    String exact = "c,d,e,f\na,a,a,a\nb,b,b,b\n";
    assertThat(grade("paverl_ex_f", longer, exact).scores()).containsEntry("score", 8 / 3.0);
    assertThat(grade("paverl_ex_b", longer, exact).scores()).containsEntry("score", 0.0);
    assertThat(grade("paverl_ex_b", exact, "v\nx\n").scores()).containsEntry("score", 1.0);
    assertThat(grade("paverl_ex_b", "v\nx\n", exact).scores()).containsEntry("score", 1.0);
  }

  @Test
  void anyGoldThatIsMetCountsForTheOthers()
      throws IOException, SQLException, GraderFault, InterruptedException {
    String exact = "c,d,e,f\na,a,a,a\nb,b,b,b\n";
    for (String metric : List.of("sound", "spider2", "bird_ex")) {
      assertThat(grade(metric, "v\nx\n", exact).scores()).as(metric).containsEntry("score", 1.0);
    }
  }
}
