package dev.rewardgrader.grade.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.result.Blob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine itself holds, with the statement gate left out. */
class SqliteWallsTest {
  private static final String ENDLESS =
      "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";

  @TempDir private static Path folder;
  private static WorkerPool pool;
  private static Path database;

  @BeforeAll
  static void createDatabase() throws SQLException {
    database = folder.resolve("a b#1.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (n INTEGER, name TEXT)");
      statement.execute(
          "INSERT INTO t VALUES (1, 'one'), (2, CAST(x'61ff62' AS TEXT)), (NULL, NULL)");
    }
    pool = new WorkerPool(WorkerPool.Options.standard().withWorkers(2));
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  private static QueryOutcome run(String sql) throws InterruptedException {
    return run(sql, QueryLimits.DEFAULT);
  }

  private static QueryOutcome run(String sql, QueryLimits limits) throws InterruptedException {
    return pool.run(new SqlQuery(Dialect.SQLITE, database.toString(), sql, limits));
  }

  @Test
  void readsTextOfADatabaseInUtf16() throws SQLException, IOException, InterruptedException {
    Path wide = folder.resolve("wide.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + wide);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA encoding='UTF-16le'");
      statement.execute("CREATE TABLE t (name TEXT)");
      statement.execute("INSERT INTO t VALUES ('caf\u00E9 \uD83D\uDE00'), ('')");
    }
    QueryOutcome outcome =
        pool.run(
            new SqlQuery(
                Dialect.SQLITE, wide.toString(), "SELECT name FROM t", QueryLimits.DEFAULT));
    assertThat(((Rows) outcome).table().column(0)).containsExactly("caf\u00E9 \uD83D\uDE00", "");
    Files.delete(wide);
  }

  private static Kind kind(QueryOutcome outcome) {
    return outcome instanceof Failure failure ? failure.kind() : null;
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void keepsTypesAndDropsBytesThatAreNotText() throws InterruptedException {
    Rows rows = (Rows) run("SELECT n, name, n * 1.5, x'00ff', 9e999 FROM t ORDER BY n");
    assertThat(rows.table().rows().get(1))
        .containsExactly(1L, "one", 1.5, new Blob(new byte[] {0, -1}), Double.POSITIVE_INFINITY);
    assertThat(rows.table().rows().get(2)[1]).isEqualTo("ab");
    assertThat(rows.table().rows().get(0)).startsWith(null, null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM t",
        "DELETE FROM t RETURNING *",
        "DROP TABLE t",
        "CREATE TABLE u (a)",
        "PRAGMA journal_mode=WAL",
        "ATTACH DATABASE 'other.db' AS o",
        "VACUUM INTO 'copy.db'"
      })
  void holdsWritesByItself(String sql) throws InterruptedException, IOException {
    byte[] before = Files.readAllBytes(database);
    run(sql);
    assertThat(Files.readAllBytes(database)).isEqualTo(before);
    assertThat(files()).containsExactly(database.getFileName().toString());
    assertThat(run("SELECT count(*) FROM t")).isInstanceOf(Rows.class);
  }

  @Test
  void stopsAQueryAtItsDeadlineAndServesTheNext() throws InterruptedException {
    QueryLimits limits = QueryLimits.DEFAULT.withDeadline(Duration.ofSeconds(1));
    assertThat(kind(run(ENDLESS, limits))).isEqualTo(Kind.TIME_LIMIT);
    assertThat(run("SELECT 1")).isInstanceOf(Rows.class);
  }

  @Test
  void capsRowsBytesAndValues() throws InterruptedException {
    String rows = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c";
    assertThat(kind(run(rows))).isEqualTo(Kind.OUTPUT_LIMIT);
    assertThat(kind(run("SELECT hex(zeroblob(500000000))"))).isEqualTo(Kind.MEMORY_LIMIT);
    String wide =
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT zeroblob(5000000) FROM c";
    assertThat(kind(run(wide))).isEqualTo(Kind.OUTPUT_LIMIT);
  }

  @Test
  void aStoppedQueryOfABatchTakesNoOtherResultWithIt() throws InterruptedException {
    QueryLimits limits = QueryLimits.DEFAULT.withDeadline(Duration.ofSeconds(1));
    List<SqlQuery> batch =
        Stream.of("SELECT 1", ENDLESS, "SELECT 3", "SELECT nothing", "SELECT 5")
            .map(sql -> new SqlQuery(Dialect.SQLITE, database.toString(), sql, limits))
            .toList();
    List<QueryOutcome> outcomes = pool.runAll(batch);
    assertThat(((Rows) outcomes.get(0)).table().rows().getFirst()).containsExactly(1L);
    assertThat(kind(outcomes.get(1))).isEqualTo(Kind.TIME_LIMIT);
    assertThat(((Rows) outcomes.get(2)).table().rows().getFirst()).containsExactly(3L);
    assertThat(kind(outcomes.get(3))).isEqualTo(Kind.ERROR);
    assertThat(((Rows) outcomes.get(4)).table().rows().getFirst()).containsExactly(5L);
  }

  @Test
  void namesADatabaseThatIsMissingOrNone() throws InterruptedException, IOException {
    Path text =
        Files.writeString(Files.createTempFile("grader", ".sqlite"), "this is no database at all");
    for (Path path : List.of(folder.resolve("absent.sqlite"), text)) {
      QueryOutcome outcome =
          pool.run(new SqlQuery(Dialect.SQLITE, path.toString(), "SELECT 1", QueryLimits.DEFAULT));
      assertThat(kind(outcome)).isEqualTo(Kind.DATABASE);
      assertThat(((Failure) outcome).message()).contains(path.getFileName().toString());
    }
    Files.delete(text);
  }
}
