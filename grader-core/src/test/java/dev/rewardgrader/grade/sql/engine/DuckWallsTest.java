package dev.rewardgrader.grade.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.gate.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckWallsTest {
  private static final QueryLimits LIMITS = QueryLimits.DEFAULT.withDeadline(Duration.ofSeconds(2));

  @TempDir private static Path folder;
  private static QueryRunner runner;
  private static Path database;

  @BeforeAll
  static void makeDatabase() throws SQLException, IOException {
    database = folder.resolve("shop.duckdb");
    try (Connection connection =
            new DuckDBDriver().connect("jdbc:duckdb:" + database, new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE item (id INTEGER, name VARCHAR, price DECIMAL(8,2))");
      statement.execute("INSERT INTO item VALUES (1, 'cup', 2.50), (2, 'jug', 10.00)");
    }
    Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
    runner = SqlIsolation.PROCESS.start(1);
  }

  @AfterAll
  static void closeRunner() {
    runner.close();
  }

  private static QueryOutcome run(String database, String sql) throws InterruptedException {
    return runner.run(new SqlQuery(Dialect.DUCKDB, database, sql, LIMITS));
  }

  private static Kind failure(String sql) throws InterruptedException {
    return run(database.toString(), sql) instanceof Failure failure ? failure.kind() : null;
  }

  @Test
  void anErrorInAScriptsDatabaseDoesNotTouchTheNextQuery()
      throws InterruptedException, IOException {
    Path script =
        Files.writeString(
            folder.resolve("pets.sql"),
            "CREATE TABLE pets (name VARCHAR); INSERT INTO pets VALUES ('Rex')");
    QueryOutcome broken = run(script.toString(), "SELECT CAST(name AS INTEGER) FROM pets");
    assertThat(((Failure) broken).kind()).isEqualTo(Kind.ERROR);

    assertThat(run(script.toString(), "SELECT name FROM pets")).isInstanceOf(Rows.class);
    assertThat(((Failure) run(script.toString(), "DELETE FROM pets")).kind()).isEqualTo(Kind.WRITE);
  }

  @Test
  void saysWhereAnErrorIs() throws InterruptedException {
    QueryOutcome outcome = run(database.toString(), "SELECT id,\n  nam FROM item");
    assertThat(((Failure) outcome).message())
        .contains("\"nam\" not found")
        .endsWith("at character 14");
  }

  @Test
  void readsAFile() throws InterruptedException {
    assertThat(run(database.toString(), "SELECT id, name, price, 1 = 1 FROM item ORDER BY id"))
        .isInstanceOfSatisfying(
            Rows.class,
            rows -> assertThat(rows.table().rows().getFirst()).containsExactly(1L, "cup", 2.5, 1L));
    assertThat(failure("SELECT nothing FROM item")).isEqualTo(Kind.ERROR);
  }

  @Test
  void readsAScript() throws IOException, InterruptedException {
    Path script = folder.resolve("shop.sql");
    Files.writeString(script, "CREATE TABLE t AS SELECT 7 AS n;");
    assertThat(run(script.toString(), "SELECT n FROM t")).isInstanceOf(Rows.class);
    assertThat(run(script.toString(), "INSERT INTO t VALUES (8)")).isInstanceOf(Failure.class);
    assertThat(run(script.toString(), "SELECT n FROM t")).isInstanceOf(Rows.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO item VALUES (3, 'pot', 1)",
        "DROP TABLE item",
        "CREATE TABLE more (id INTEGER)",
        "SELECT * FROM read_csv('SECRET')",
        "SELECT * FROM 'SECRET'",
        "SELECT content FROM read_text('/etc/passwd')",
        "COPY item TO 'LEAK'",
        "ATTACH 'LEAK' AS leak",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '8GB'",
        "EXPORT DATABASE 'LEAK'"
      })
  void refusesWhatReachesOutOrWrites(String sql) throws InterruptedException {
    // These never pass the gate; the engine has to refuse them all the same.
    String act =
        sql.replace("SECRET", folder.resolve("secret.csv").toString())
            .replace("LEAK", folder.resolve("leak").toString());
    assertThat(run(database.toString(), act)).isInstanceOf(Failure.class);
    assertThat(folder.resolve("leak")).doesNotExist();
    assertThat(run(database.toString(), "SELECT count(*) FROM item"))
        .isInstanceOfSatisfying(
            Rows.class, rows -> assertThat(rows.table().rows().getFirst()).containsExactly(2L));
  }

  @Test
  void stopsAtTheDeadline() throws InterruptedException {
    assertThat(failure("SELECT count(*) FROM range(200000) a, range(200000) b"))
        .isEqualTo(Kind.TIME_LIMIT);
  }

  @Test
  void stopsAtItsMemory() throws InterruptedException {
    assertThat(failure("SELECT length(string_agg(repeat('x', 1000000), '')) FROM range(5000)"))
        .isIn(Kind.MEMORY_LIMIT, Kind.OUTPUT_LIMIT, Kind.TIME_LIMIT);
    assertThat(failure("SELECT * FROM nothing")).isEqualTo(Kind.ERROR);
  }

  @Test
  void namesAFileThatIsNone() throws IOException, InterruptedException {
    Path broken = folder.resolve("broken.duckdb");
    Files.writeString(broken, "this is no database, however long it may be ".repeat(200));
    assertThat(run(broken.toString(), "SELECT 1"))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Kind.DATABASE);
              assertThat(failure.message()).contains("broken.duckdb");
            });
  }
}
