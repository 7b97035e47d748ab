package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Reason;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.sql.audit.SqlAudit;
import dev.rewardgrader.grade.sql.audit.SqlAudit.Finding;
import dev.rewardgrader.grade.sql.audit.SqlAudit.Outcome;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that are wrong in themselves: named faults, and what an audit finds in sound ones. */
class SqlAuditAndBadInputTest {
  @TempDir private static Path folder;
  private static SqlGrader grader;
  private static Path database;

  @BeforeAll
  static void makeDatabase() throws SQLException {
    database = folder.resolve("main.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE p (name TEXT, age INTEGER)");
      statement.execute("INSERT INTO p VALUES ('ann', 30), ('bob', 20), ('cid', 10)");
    }
    grader = new SqlGrader(SqlIsolation.PROCESS.start(1));
  }

  @AfterAll
  static void closeGrader() {
    grader.close();
  }

  private static SqlTask task(String dialect, Path file, SqlGold gold, String metric) {
    return new SqlTask("t1", null, dialect, file.toString(), gold, metric, null);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> fault(SqlTask task) {
    // The candidate is right; a broken task must not be rewarded all the same.
    return assertThatThrownBy(
            () ->
                grader.grade(
                    task,
                    new Completion("```sql\nSELECT name FROM p WHERE age > 15\n```"),
                    GradingOptions.DEFAULT))
        .isInstanceOf(GraderFault.class);
  }

  private static Verdict verdict(SqlTask task, String sql) throws Exception {
    return grader
        .grade(task, new Completion("```sql\n" + sql + "\n```"), GradingOptions.DEFAULT)
        .verdict();
  }

  private static SqlGold gold(String sql) {
    return new SqlGold.Query(sql);
  }

  @Test
  void namesADatabaseThatIsMissing() {
    fault(task("sqlite", folder.resolve("none.sqlite"), gold("SELECT 1"), null))
        .hasMessageContaining("none.sqlite");
    fault(task("duckdb", folder.resolve("none.duckdb"), gold("SELECT 1"), null))
        .hasMessageContaining("none.duckdb");
    fault(task("h2", folder.resolve("none"), gold("SELECT 1"), null)).hasMessageContaining("none");
  }

  @Test
  void namesADatabaseThatIsMissingWhereNothingWouldBeRun() {
    SqlGold rows =
        new SqlGold.Rows(
            List.of("name"), List.of(List.of(JsonNodeFactory.instance.textNode("bob"))));
    SqlTask task = task("sqlite", folder.resolve("none.sqlite"), rows, null);
    assertThatThrownBy(
            () -> grader.grade(task, new Completion("I do not know."), GradingOptions.DEFAULT))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("none.sqlite");
  }

  @Test
  void namesAGoldWithoutColumns() {
    fault(task("sqlite", database, new SqlGold.Rows(List.of(), List.of()), null))
        .hasMessageContaining("no columns");
  }

  @Test
  void namesADatabaseThatIsCorrupt() throws IOException {
    Path noise = Files.writeString(folder.resolve("noise.sqlite"), "no database at all");
    fault(task("sqlite", noise, gold("SELECT 1"), null)).hasMessageContaining("noise.sqlite");
    byte[] bytes = Files.readAllBytes(database);
    for (int i = 100; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Path torn = Files.write(folder.resolve("torn.sqlite"), bytes);
    fault(task("sqlite", torn, gold("SELECT name FROM p"), null))
        .hasMessageContaining("torn.sqlite");
  }

  @Test
  void namesAGoldThatFails() {
    fault(task("sqlite", database, gold("SELECT nothing FROM p"), null))
        .hasMessageContaining("the gold query fails")
        .hasMessageContaining("nothing");
  }

  @Test
  void namesAGoldThatIsNotOneStatement() {
    fault(task("sqlite", database, gold("SELECT name FROM p; SELECT 1"), null))
        .hasMessageContaining("more than one statement");
    // To Python's driver, by which the published scores are made, this is two.
    fault(task("sqlite", database, gold("SELECT name FROM p;;"), null))
        .hasMessageContaining("more than one statement");
    fault(task("sqlite", database, gold(" -- nothing"), null))
        .hasMessageContaining("there is no statement");
  }

  @Test
  void namesAGoldThatWouldBeRefusedAsAnAnswer() {
    fault(task("sqlite", database, gold("DELETE FROM p"), null))
        .hasMessageContaining("DELETE is not a query");
    fault(task("sqlite", database, gold("SELECT load_extension('x')"), null))
        .hasMessageContaining("LOAD_EXTENSION is not allowed");
    // The suite reads the first statement alone, which is none here.
    fault(task("sqlite", database, gold(";SELECT name FROM p"), "test_suite"))
        .hasMessageContaining("there is no statement");
  }

  /** Whose answer may vary is refused; a gold's may, and whoever avoids that is still right. */
  @Test
  void aGoldMayVaryWhereAnswersMayNot() throws Exception {
    ObjectNode strict = JsonNodeFactory.instance.objectNode().put("reject_nondeterministic", true);
    SqlGold clock = gold("SELECT count(*) FROM p WHERE date('now') > '2000-01-01'");
    SqlTask task = new SqlTask("t1", null, "sqlite", database.toString(), clock, null, strict);

    assertThat(verdict(task, "SELECT count(*) FROM p")).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(task, ((SqlGold.Query) clock).sql())).isEqualTo(Verdict.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name FROM p;",
        ";SELECT name FROM p",
        " ; ; SELECT name FROM p ; -- all",
        "SELECT name FROM p ORDER BY age LIMIT 2;",
        ";SELECT age % 2, count(*) FROM p GROUP BY age % 2 HAVING count(*) > 0;",
        ";SELECT name FROM p ORDER BY age % 2 LIMIT 1;"
      })
  void paysTheGoldsOwnTextInFull(String gold) throws GraderFault, InterruptedException {
    for (String metric : List.of("sound", "bird_ex", "arctic", "exec", "bag", "spider2")) {
      ObjectNode whole = JsonNodeFactory.instance.objectNode().put("extraction", "whole");
      SqlTask task =
          new SqlTask("t1", null, "sqlite", database.toString(), gold(gold), metric, whole);
      Grade grade = grader.grade(task, new Completion(gold), GradingOptions.DEFAULT);
      assertThat(grade.verdict()).as(metric).isEqualTo(Verdict.ACCEPTED);
    }
  }

  @Test
  void countsInWords() throws GraderFault, InterruptedException {
    SqlTask task = task("sqlite", database, gold("SELECT name FROM p"), null);
    assertThat(grader.grade(task, new Completion("SELECT 'ann'"), GradingOptions.DEFAULT).reason())
        .extracting(Reason::message)
        .isEqualTo("1 row and 1 column, of which 1 row agrees with the gold in 1 column");
    assertThat(
            grader
                .grade(task, new Completion("SELECT name, age FROM p"), GradingOptions.DEFAULT)
                .reason())
        .extracting(Reason::message)
        .isEqualTo("3 rows and 2 columns, of which 3 rows agree with the gold in 1 column");
  }

  @Test
  void splitsNoCharacterInAPreview() throws GraderFault, InterruptedException {
    String query = "SELECT '" + "a".repeat(199) + "\uD83D\uDE00' FROM p";
    Grade grade =
        grader.grade(
            task("sqlite", database, gold("SELECT name FROM p"), null),
            new Completion(query),
            GradingOptions.DEFAULT);
    assertThat(grade.details().get("sql").at("/preview/0/0").asText())
        .isEqualTo("a".repeat(199) + "…");
  }

  @Test
  void arcticRunsTheTextThatItsRuleMakes() throws GraderFault, InterruptedException {
    // All semicolons give way to its LIMIT.
    ObjectNode whole = JsonNodeFactory.instance.objectNode().put("extraction", "whole");
    String gold = "SELECT name FROM p;;";
    SqlTask task =
        new SqlTask("t1", null, "sqlite", database.toString(), gold(gold), "arctic", whole);
    assertThat(grader.grade(task, new Completion(gold), GradingOptions.DEFAULT).verdict())
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void namesADatabaseThatIsFoundCorruptByAQuery() throws IOException {
    // The first page with the schema is whole, the table's own is not.
    byte[] bytes = Files.readAllBytes(database);
    for (int i = 4096; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Path torn = Files.write(folder.resolve("torn-later.sqlite"), bytes);
    fault(task("sqlite", torn, gold("SELECT name FROM p"), null))
        .hasMessageContaining("torn-later.sqlite");
  }

  @Test
  void namesAGoldOfAnotherDialect() {
    fault(task("sqlite", database, gold("SELECT name::text FROM p LIMIT 2 BY age"), null))
        .hasMessageContaining("the gold query fails");
    fault(task("oracle", database, gold("SELECT 1"), null)).hasMessageContaining("oracle");
  }

  @Test
  void namesACsvWithABrokenQuote() throws IOException {
    Path csv = Files.writeString(folder.resolve("gold.csv"), "name\n\"ann\nbob\n");
    fault(task("sqlite", database, new SqlGold.Csv(List.of(csv.toString())), "paverl"))
        .hasMessageContaining("gold.csv")
        .hasMessageContaining("never closed");
  }

  @Test
  void namesACsvThatIsMissing() {
    String missing = folder.resolve("missing.csv").toString();
    fault(task("sqlite", database, new SqlGold.Csv(List.of(missing)), "paverl"))
        .hasMessageContaining("missing.csv");
  }

  @Test
  void namesACsvInAnotherEncoding() throws IOException {
    Path csv = folder.resolve("latin.csv");
    Files.write(csv, "name\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    fault(task("sqlite", database, new SqlGold.Csv(List.of(csv.toString())), "sound"))
        .hasMessageContaining("latin.csv is not in UTF-8");
  }

  @Test
  void namesADatabaseOfAnotherEngine() {
    fault(task("duckdb", database, gold("SELECT 1"), null))
        .hasMessageContaining("main.sqlite is not a DuckDB database");
    fault(task("h2", database, gold("SELECT 1"), null))
        .hasMessageContaining("an H2 database is NAME.mv.db or NAME.sql");
  }

  @Test
  void namesAToleranceThatIsNone() {
    SqlTask task =
        new SqlTask(
            "t1",
            null,
            "sqlite",
            database.toString(),
            gold("SELECT 1"),
            null,
            JsonNodeFactory.instance.objectNode().put("float_tolerance", -1));
    fault(task)
        .hasMessage(
            "options.float_tolerance: -1.0 is no relative difference; give a number from 0 to below 1");
  }

  @ParameterizedTest
  @CsvSource({
    "deadline_ms,1000000000000000000,too large",
    "deadline_ms,9223372036854775807,too large",
    "ves_iterations,4294967296,too large",
    "ves_iterations,2147483648,too large",
    "ves_iterations,0,positive"
  })
  void namesAnOptionThatIsOutOfRange(String option, long value, String message) {
    ObjectNode options = JsonNodeFactory.instance.objectNode().put(option, value);
    fault(new SqlTask("t1", null, "sqlite", database.toString(), gold("SELECT 1"), null, options))
        .hasMessageContaining("options." + option)
        .hasMessageContaining(message);
  }

  @Test
  void namesARowWhoseValueIsNone() {
    for (String value : List.of("{\"x\": 1}", "[1]", "1" + "0".repeat(400))) {
      SqlGold rows = new SqlGold.Rows(List.of("name"), List.of(List.of(json(value))));
      fault(task("sqlite", database, rows, null)).hasMessageContaining("the gold's row 1 holds");
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (InputException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Timeout(60)
  @EnabledOnOs(OS.LINUX)
  void waitsForNoPipeOrDevice() {
    fault(task("sqlite", Path.of("/dev/zero"), gold("SELECT 1"), null))
        .hasMessageContaining("/dev/zero is a pipe or a device");
    fault(task("sqlite", database, new SqlGold.Csv(List.of("/dev/zero")), null))
        .hasMessageContaining("/dev/zero is a folder or device");
  }

  @Test
  void showsNoPasswordOfAServerThatIsTakenForAFile() {
    String url = "jdbc:postgresql://127.0.0.1:1/x?user=u&password=hidden";
    fault(new SqlTask("t1", null, "sqlite", url, gold("SELECT 1"), null, null))
        .hasMessageContaining("is a file, not a URL")
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "nothing",
        "",
        "[{\"db_id\": \"main\", \"column_names_original\": [5]}]",
        "[{\"db_id\": \"main\", \"foreign_keys\": [[7, 8]]}]"
      })
  void namesASchemaFileThatIsNone(String text) throws IOException {
    // Each its own, since a file is read once.
    Path file = Files.writeString(folder.resolve("tables" + text.hashCode() + ".json"), text);
    ObjectNode options = JsonNodeFactory.instance.objectNode().put("tables", file.toString());
    SqlGold gold = gold("SELECT name FROM p");
    fault(new SqlTask("t1", null, "sqlite", database.toString(), gold, "spider_exact", options))
        .hasMessageContaining(file.getFileName().toString());
  }

  @Test
  void theFoldersDatabasesAreThoseWhoseNameSaysSo() throws Exception {
    Path suite = Files.createDirectory(folder.resolve("suite.sqlite.d"));
    Path main = Files.copy(database, suite.resolve("main.sqlite"));
    Files.writeString(suite.resolve("notes.txt"), "no database");
    Files.createFile(suite.resolve("main.sqlite-wal"));
    SqlTask task = task("sqlite", main, gold("SELECT name FROM p WHERE age > 15"), "test_suite");
    Completion answer = new Completion("SELECT name FROM p WHERE age >= 16");
    assertThat(grader.grade(task, answer, GradingOptions.DEFAULT).scores())
        .containsEntry("score", 1.0)
        .containsEntry("test_suite_total", 1.0);
  }

  @Test
  void namesAMetricThatIsNone() {
    fault(task("sqlite", database, gold("SELECT 1"), "bird")).hasMessageContaining("bird_ex");
  }

  @Test
  @Timeout(25)
  void anAuditWaitsForNoWrongQueryToItsEnd() throws GraderFault, InterruptedException {
    // Without its WHERE it never ends, and the task would allow it 30 seconds.
    String gold =
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
            + "SELECT name FROM p WHERE age > 15 OR (SELECT max(x) FROM c) > 0";
    String endless = gold.replace("WHERE age", "WHERE 1 = 1 OR age");
    List<Finding> findings =
        new SqlAudit(grader).of(task("sqlite", database, gold(endless), "sound"));
    assertThat(findings).extracting(Finding::outcome).contains(Outcome.NOT_RUN);
  }

  @Test
  void anAuditTellsHolesOfTheMetricFromThoseOfTheData() throws GraderFault, InterruptedException {
    String right = "SELECT name FROM p WHERE age > 15";
    List<Finding> sound = new SqlAudit(grader).of(task("sqlite", database, gold(right), "sound"));
    assertThat(sound).filteredOn(one -> one.outcome() == Outcome.PAID).isEmpty();
    // No age is 15, so the data cannot tell > from >=.
    assertThat(sound)
        .filteredOn(one -> one.mutant().kind().equals("operator"))
        .extracting(Finding::outcome)
        .containsExactly(Outcome.SAME_RESULT);
    List<Finding> bird = new SqlAudit(grader).of(task("sqlite", database, gold(right), "bird_ex"));
    assertThat(bird)
        .filteredOn(one -> one.mutant().kind().equals("double-rows"))
        .extracting(Finding::outcome)
        .containsExactly(Outcome.PAID);
  }
}
