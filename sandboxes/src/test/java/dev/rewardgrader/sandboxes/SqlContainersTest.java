package dev.rewardgrader.sandboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.grade.sql.engine.QueryLimits;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandboxes.AttackCorpusTest.DockerImages;
import dev.rewardgrader.sandboxes.docker.DockerLauncher;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on SQL workers in containers. The statement gate stands before them and is left out. */
class SqlContainersTest {
  @TempDir private static Path folder;
  private static QueryRunner runner;
  private static Path database;

  @BeforeAll
  static void needsAnEngine() throws SandboxException, IOException, SQLException {
    try (DockerLauncher launcher = new DockerLauncher(DockerOptions.DEFAULT)) {
      assumeTrue(DockerImages.present(launcher, "base"), DockerImages.WHAT_IS_MISSING);
    }
    database = folder.resolve("a b#1.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (n INT)");
    }
    Files.writeString(
        folder.resolve("script.sql"), "CREATE TABLE t (n INT); INSERT INTO t VALUES (7);");
    runner = SqlIsolation.DOCKER.start(1);
  }

  @AfterAll
  static void close() {
    if (runner != null) {
      runner.close();
    }
  }

  private static QueryOutcome sqlite(String sql) throws InterruptedException {
    return run(Dialect.SQLITE, database, sql);
  }

  private static QueryOutcome run(Dialect dialect, Path file, String sql)
      throws InterruptedException {
    QueryLimits limits = QueryLimits.DEFAULT;
    return runner.run(new SqlQuery(dialect, file.toString(), sql, limits));
  }

  private static Kind kind(QueryOutcome outcome) {
    return outcome instanceof Failure failure ? failure.kind() : null;
  }

  @Test
  void servesTheEmbeddedEngines() throws InterruptedException {
    Path script = folder.resolve("script.sql");
    for (QueryOutcome outcome :
        List.of(
            sqlite("SELECT 7"),
            run(Dialect.H2, script, "SELECT n FROM t"),
            run(Dialect.DUCKDB, script, "SELECT n FROM t"))) {
      assertThat(outcome).isInstanceOf(Rows.class);
      assertThat(((Rows) outcome).table().rows().getFirst()).containsExactly(7L);
    }
  }

  @Test
  void writesNothing() throws InterruptedException, IOException {
    byte[] before = Files.readAllBytes(database);
    sqlite("CREATE TABLE u (a)");
    sqlite("VACUUM INTO '" + folder.resolve("copy.db") + "'");
    assertThat(database).hasBinaryContent(before);
    assertThat(folder.resolve("copy.db")).doesNotExist();
    assertThat(sqlite("SELECT 1")).isInstanceOf(Rows.class);
  }

  @Test
  void stopsAnEndlessQueryAndServesTheNext() throws InterruptedException {
    QueryLimits limits = QueryLimits.DEFAULT.withDeadline(Duration.ofMillis(300));
    String endless =
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";
    QueryOutcome outcome =
        runner.run(new SqlQuery(Dialect.SQLITE, database.toString(), endless, limits));
    assertThat(kind(outcome)).isEqualTo(Kind.TIME_LIMIT);
    assertThat(sqlite("SELECT 1")).isInstanceOf(Rows.class);
  }

  @Test
  void callsAFullHeapAMemoryLimit() throws InterruptedException {
    String hog = "SELECT ARRAY_AGG(REPEAT('x', 100000) || x) FROM SYSTEM_RANGE(1, 100000)";
    assertThat(kind(run(Dialect.H2, folder.resolve("script.sql"), hog)))
        .isEqualTo(Kind.MEMORY_LIMIT);
    assertThat(sqlite("SELECT 1")).isInstanceOf(Rows.class);
  }

  @Test
  void namesADatabaseThatIsMissing() throws InterruptedException {
    QueryOutcome outcome = run(Dialect.SQLITE, folder.resolve("absent/x.sqlite"), "SELECT 1");
    assertThat(kind(outcome)).isEqualTo(Kind.DATABASE);
    assertThat(((Failure) outcome).message()).contains("x.sqlite");
  }
}
