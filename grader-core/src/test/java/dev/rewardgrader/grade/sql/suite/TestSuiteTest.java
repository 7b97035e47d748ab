package dev.rewardgrader.grade.sql.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.suite.TestSuite.GoldException;
import dev.rewardgrader.grade.sql.suite.TestSuite.Mode;
import dev.rewardgrader.grade.sql.suite.TestSuite.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestSuiteTest {
  private static final List<String> DATABASES = List.of("a", "b", "c");
  private static final ResultTable RESULT =
      new ResultTable(List.of("n"), List.<Object[]>of(new Object[] {1L}));

  private final List<SqlQuery> asked = new ArrayList<>();
  private final TestSuite suite =
      new TestSuite(
          new QueryRunner() {
            @Override
            public QueryOutcome run(SqlQuery query) {
              asked.add(query);
              return new QueryOutcome.Rows(RESULT, Duration.ZERO);
            }

            @Override
            public void close() {
              // Nothing is open.
            }
          },
          (database, sql) -> {
            if (sql.contains("broken")) {
              throw new GoldException("no such column on " + database);
            }
            return RESULT;
          },
          QueryLimits.DEFAULT);

  private Verdict judge(String predicted, String gold) throws GoldException, InterruptedException {
    return suite.judge(predicted, gold, DATABASES, Mode.DEFAULT);
  }

  @Test
  void runsAnotherQueryOnEveryDatabase() throws GoldException, InterruptedException {
    assertThat(judge("SELECT n FROM t", "SELECT n FROM t WHERE 1").passed()).isEqualTo(3);
    assertThat(asked).extracting(SqlQuery::database).containsExactlyElementsOf(DATABASES);
  }

  @Test
  void takesTheGoldsOwnQueryForRightWithoutRunningIt() throws GoldException, InterruptedException {
    assertThat(judge("select DISTINCT n from t;", "SELECT n\nFROM t").accepted()).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void runsTheGoldsOwnQueryWhereItMaySaySomethingElseEachTime()
      throws GoldException, InterruptedException {
    String chance = "SELECT n FROM t ORDER BY random()";
    assertThat(judge(chance, chance).accepted()).isTrue();
    assertThat(asked).hasSize(3);
  }

  @Test
  void holdsAGoldThatFailsAgainstTheTaskWhoeverWroteIt() {
    assertThatThrownBy(() -> judge("SELECT broken", "SELECT broken"))
        .isInstanceOf(GoldException.class);
  }
}
