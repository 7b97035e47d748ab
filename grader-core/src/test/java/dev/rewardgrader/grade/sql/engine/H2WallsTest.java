package dev.rewardgrader.grade.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.gate.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H2's own walls, with the statement gate left out. */
class H2WallsTest {
  @TempDir private static Path folder;
  private static WorkerPool pool;
  private static Path script;

  @BeforeAll
  static void createDatabase() throws IOException {
    script =
        Files.writeString(
            folder.resolve("t.sql"),
            "CREATE TABLE T (N INT, NAME VARCHAR); INSERT INTO T VALUES (1, 'one');");
    pool = new WorkerPool(WorkerPool.Options.standard().withWorkers(1));
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  private static QueryOutcome run(String sql) throws InterruptedException {
    return pool.run(new SqlQuery(Dialect.H2, script.toString(), sql, QueryLimits.DEFAULT));
  }

  @Test
  void answersQueries() throws InterruptedException {
    assertThat(((Rows) run("SELECT N, NAME, TRUE FROM T")).table().rows().getFirst())
        .containsExactly(1L, "one", 1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM T",
        "SELECT FILE_READ('/etc/passwd')",
        "SELECT * FROM CSVREAD('/etc/passwd')",
        "CREATE ALIAS X FOR \"java.lang.System.getProperty\"",
        "SELECT * FROM OLD TABLE (DELETE FROM T)",
        "SHUTDOWN"
      })
  void refusesWhatIsNotReading(String sql) throws InterruptedException {
    assertThat(run(sql)).isInstanceOf(Failure.class);
    assertThat(((Rows) run("SELECT COUNT(*) FROM T")).table().rows().getFirst())
        .containsExactly(1L);
  }

  @Test
  void saysWhereAnErrorIs() throws InterruptedException {
    assertThat(((Failure) run("SELECT N\nFORM T")).message()).endsWith("at character 15");
  }

  @Test
  void saysThatAQueryIsNestedTooDeeply() throws InterruptedException {
    String deep = "SELECT " + "(".repeat(40_000) + "1" + ")".repeat(40_000);
    assertThat(run(deep))
        .isInstanceOfSatisfying(
            QueryOutcome.Failure.class,
            failure -> assertThat(failure.message()).isEqualTo("the query is nested too deeply"));
    assertThat(run("SELECT 1")).isInstanceOf(QueryOutcome.Rows.class);
  }

  @Test
  void aWorkerThatRunsOutOfMemoryIsReplaced() throws InterruptedException {
    QueryOutcome outcome = run("SELECT LENGTH(REPEAT('x', 2000000000))");
    assertThat(((Failure) outcome).kind()).isEqualTo(Kind.MEMORY_LIMIT);
    assertThat(run("SELECT 1")).isInstanceOf(Rows.class);
  }

  @Test
  void takesNoSettingButTheMode() throws InterruptedException {
    String database = script + ";INIT=RUNSCRIPT FROM 'x'";
    QueryOutcome outcome =
        pool.run(new SqlQuery(Dialect.H2, database, "SELECT 1", QueryLimits.DEFAULT));
    assertThat(((Failure) outcome).kind()).isEqualTo(Kind.DATABASE);
  }
}
