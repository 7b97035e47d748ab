package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryRunner;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.result.ResultTable;
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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlGraderTest {
  @TempDir private static Path folder;
  private static SqlGrader grader;
  private static String database;

  @BeforeAll
  static void createDatabases() throws SQLException {
    database =
        create("main.sqlite", "(1, 'ann', 30), (2, 'bob', 20), (3, 'cid', 20), (4, 'dan', 10)");
    create("other.sqlite", "(1, 'eve', 60), (2, 'fay', 20)");
    grader = new SqlGrader(SqlIsolation.PROCESS.start(1));
  }

  private static String create(String name, String rows) throws SQLException {
    Path file = folder.resolve(name);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE p (id INTEGER, name TEXT, age INTEGER)");
      statement.execute("INSERT INTO p VALUES " + rows);
      statement.execute("CREATE TABLE caseless (id INTEGER, word TEXT COLLATE NOCASE)");
      statement.execute("INSERT INTO caseless VALUES (1, 'b'), (2, 'B'), (3, 'a'), (4, 'A')");
      statement.execute("CREATE TABLE plain AS SELECT id, word || '' AS word FROM caseless");
    }
    return file.toString();
  }

  @AfterAll
  static void closeGrader() {
    grader.close();
  }

  private static Grade grade(String metric, SqlGold gold, String completion, ObjectNode options)
      throws GraderFault, InterruptedException {
    SqlTask task = new SqlTask("t1", null, "sqlite", database, gold, metric, options);
    return grader.grade(task, new Completion(completion), GradingOptions.DEFAULT);
  }

  private static Grade grade(String gold, String predicted)
      throws GraderFault, InterruptedException {
    return grade(null, new SqlGold.Query(gold), "```sql\n" + predicted + "\n```", null);
  }

  @Test
  void acceptsAnotherQueryWithTheSameResult() throws GraderFault, InterruptedException {
    Grade grade =
        grade("SELECT name FROM p WHERE age > 15", "SELECT p.name FROM p WHERE NOT age <= 15");
    assertThat(grade.verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(grade.scores())
        .containsEntry("score", 1.0)
        .containsEntry("bird_ex", 1.0)
        .containsKey("paverl");
    assertThat(grade.details().get("sql").get("rows").asInt()).isEqualTo(3);
    assertThat(grade.candidate().rule()).isEqualTo("last-fence");
  }

  @Test
  void flagsAnAnswerThatIsWrittenDownAndNotLookedUp() throws GraderFault, InterruptedException {
    String gold = "SELECT count(*) FROM p";
    long count = grade(gold, gold).details().get("sql").get("preview").get(0).get(0).asLong();

    assertThat(grade(gold, "SELECT " + count).flags()).contains("reads-no-table");
    assertThat(grade(gold, gold).flags()).doesNotContain("reads-no-table");
    assertThat(grade("SELECT 1", "SELECT 1").flags()).doesNotContain("reads-no-table");
  }

  /** It was a constant like any other, by which all rows tie. */
  @Test
  void aPositionInParenthesesOrWithACollationIsAPosition()
      throws GraderFault, InterruptedException {
    for (String key : List.of("(1)", "1 COLLATE NOCASE")) {
      String gold = "SELECT name FROM p ORDER BY " + key;
      assertThat(grade(gold, "SELECT name FROM p ORDER BY name DESC").flags())
          .as(key)
          .contains("order-broken");
    }
  }

  @Test
  void aMetricThatNeedsTheGoldsTextIsAFaultWithoutOneWhateverTheCandidateIs() {
    SqlGold rows = new SqlGold.Rows(List.of("name"), List.of());
    for (String metric : List.of("bird_r_ves", "test_suite", "spider_exact", "reasoning_sql")) {
      assertThatThrownBy(() -> grade(metric, rows, "no SQL", null))
          .as(metric)
          .isInstanceOf(GraderFault.class)
          .hasMessageContaining("compares queries");
    }
  }

  /** What asks for the gold's order may lose its worker, which is no order. */
  @Test
  void aWorkerThatIsLostBesideTheGoldIsAFault() {
    QueryRunner losing =
        new QueryRunner() {
          @Override
          public QueryOutcome run(SqlQuery query) {
            return query.sql().contains("grader_key")
                ? new QueryOutcome.Failure(Kind.WORKER_LOST, "killed", Duration.ZERO)
                : new QueryOutcome.Rows(
                    new ResultTable(List.of("name"), List.<Object[]>of(new Object[] {"ann"})),
                    Duration.ZERO);
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
    SqlGold gold = new SqlGold.Query("SELECT name FROM p ORDER BY age");
    SqlTask task = new SqlTask("t1", null, "sqlite", database, gold, "sound", null);
    try (SqlGrader lost = new SqlGrader(losing)) {
      Completion completion = new Completion("SELECT name FROM p ORDER BY age");
      assertThatThrownBy(() -> lost.grade(task, completion, GradingOptions.DEFAULT))
          .isInstanceOf(GraderFault.class)
          .hasMessageContaining("killed");
    }
  }

  @Test
  void givesPartialCreditForAPart() throws GraderFault, InterruptedException {
    Grade grade = grade("SELECT name, age FROM p", "SELECT name FROM p");
    assertThat(grade.verdict()).isEqualTo(Verdict.PARTIAL);
    assertThat(grade.scores().get("score")).isBetween(0.6, 0.7);
  }

  @Test
  void letsTiesOfAnOrderedGoldStandInAnyOrder() throws GraderFault, InterruptedException {
    String gold = "SELECT name FROM p ORDER BY age";
    assertThat(grade(gold, "SELECT name FROM p ORDER BY age, name DESC").verdict())
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(grade(gold, "SELECT name FROM p ORDER BY age DESC").flags())
        .contains("order-broken");
  }

  @Test
  void doesNotHoldATieAtTheLimitAgainstTheCandidate() throws GraderFault, InterruptedException {
    String gold = "SELECT name FROM p ORDER BY age LIMIT 2";
    assertThat(grade(gold, "SELECT name FROM p ORDER BY age, name DESC LIMIT 2").verdict())
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(grade(gold, "SELECT name FROM p ORDER BY age DESC LIMIT 2").verdict())
        .isNotEqualTo(Verdict.ACCEPTED);
    String lucky = "SELECT name FROM p WHERE id IN (4, 3) ORDER BY age LIMIT 2";
    assertThat(grade(gold, lucky).verdict()).isNotEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void tellsWhereAnErrorLies() throws GraderFault, InterruptedException {
    Grade grade = grade("SELECT name FROM p", "SELECT name,\n  nam FROM p");
    assertThat(grade.details().get("sql").get("error_at").toString())
        .isEqualTo("{\"line\":2,\"column\":3}");
  }

  @Test
  void printsFloatsWithSixDigitsForThePaverlVote() throws GraderFault, InterruptedException {
    String gold = "SELECT name FROM p";
    assertThat(printed(grade(gold, "SELECT 0.12345671 AS x")))
        .isEqualTo(printed(grade(gold, "SELECT 0.12345698 AS x")))
        .isNotEqualTo(printed(grade(gold, "SELECT 0.12345771 AS x")));
    assertThat(grade(gold, "SELECT 0.5 AS x").details().get("sql").has("result_printed")).isFalse();
  }

  private static String printed(Grade grade) {
    return grade.details().get("sql").get("result_printed").asText();
  }

  @Test
  void takesSpider2sConditionColumnsForEachGold()
      throws GraderFault, InterruptedException, IOException {
    SqlGold golds =
        new SqlGold.Csv(
            List.of(
                Files.writeString(folder.resolve("a.csv"), "x,n\n0,ann\n0,bob\n").toString(),
                Files.writeString(folder.resolve("b.csv"), "n,x\nann,0\nbob,0\n").toString()));
    String answer = "```sql\nSELECT name FROM p WHERE id < 3 ORDER BY id\n```";
    for (String right : List.of("[[0], [0]]", "[[1], [1]]", "[[1], [0]]")) {
      assertThat(grade("spider2", golds, answer, conditions(right)).scores().get("score"))
          .isEqualTo(1);
    }
    assertThat(grade("spider2", golds, answer, conditions("[[0], [1]]")).scores().get("score"))
        .isEqualTo(0);
    ObjectNode tooMany = conditions("[[0], [1], [0]]");
    assertThat(grade("spider2", golds, answer, tooMany).scores().get("score")).isEqualTo(0);
    assertThatThrownBy(() -> grade("spider2", golds, answer, conditions("[\"x\"]")))
        .hasMessageContaining("condition_cols");
  }

  private static ObjectNode conditions(String columns) throws IOException {
    ObjectMapper json = new ObjectMapper();
    return json.createObjectNode().set("condition_cols", json.readTree(columns));
  }

  @Test
  void rejectsStatementsThatWrite() throws GraderFault, InterruptedException {
    Grade grade = grade("SELECT name FROM p", "DROP TABLE p");
    assertThat(grade.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(grade.scores().get("score")).isZero();
    assertThat(grade("SELECT name FROM p", "SELECT name FROM p").verdict())
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void namesTheErrorOfABrokenQuery() throws GraderFault, InterruptedException {
    Grade grade = grade("SELECT name FROM p", "SELECT nothing FROM p");
    assertThat(grade.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade.reason().message()).contains("nothing");
    assertThat(grade.details().get("sql").get("executed").asBoolean()).isFalse();
  }

  @Test
  void findsNoAnswerInProse() throws GraderFault, InterruptedException {
    Grade grade = grade(null, new SqlGold.Query("SELECT name FROM p"), "I cannot say.", null);
    assertThat(grade.verdict()).isEqualTo(Verdict.NO_ANSWER);
  }

  @Test
  void paverlKeepsItsPublishedScale() throws GraderFault, InterruptedException {
    SqlGold gold = new SqlGold.Query("SELECT name FROM p");
    String fence = "```sql\n%s\n```";
    assertThat(grade("paverl", gold, fence.formatted("SELECT name FROM p"), null).scores())
        .containsEntry("score", 10.0);
    assertThat(grade("paverl", gold, fence.formatted("SELECT 'stub answer'"), null).scores())
        .containsEntry("score", 0.5);
    assertThat(grade("paverl", gold, fence.formatted("SELECT 1"), null).verdict())
        .isEqualTo(Verdict.NO_ANSWER);
  }

  @Test
  void decidesAnEmptyGoldOnFurtherDatabases() throws GraderFault, InterruptedException {
    SqlGold gold = new SqlGold.Query("SELECT name FROM p WHERE age > 50");
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.putArray("databases").add("*");
    String wrong = "SELECT name FROM p WHERE age > 70";
    assertThat(grade(null, gold, wrong, null).flags()).contains("empty-gold");
    assertThat(grade(null, gold, wrong, null).verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(grade(null, gold, wrong, options).verdict()).isEqualTo(Verdict.WRONG_ANSWER);
    assertThat(grade(null, gold, "SELECT name FROM p WHERE age > 55", options).verdict())
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void theTestSuiteTellsApartWhatOneDatabaseDoesNot() throws GraderFault, InterruptedException {
    SqlGold gold = new SqlGold.Query("SELECT name FROM p WHERE age = 30");
    Grade grade = grade("test_suite", gold, "SELECT name FROM p WHERE id = 1", null);
    assertThat(grade.scores()).containsEntry("score", 0.0).containsEntry("exec", 1.0);
    assertThat(grade("test_suite", gold, "SELECT name FROM p WHERE age IN (30)", null).scores())
        .containsEntry("score", 1.0)
        .containsEntry("test_suite_total", 2.0);
  }

  @Test
  void takesTheBestOfSeveralGoldFiles() throws GraderFault, InterruptedException, IOException {
    Path first = Files.writeString(folder.resolve("a.csv"), "name\nnobody\n");
    Path second = Files.writeString(folder.resolve("b.csv"), "name\nann\n");
    SqlGold gold = new SqlGold.Csv(List.of(first.toString(), second.toString()));
    assertThat(grade(null, gold, "SELECT name FROM p WHERE id = 1", null).verdict())
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void aBrokenTaskIsAFaultAndNeverAReward() throws IOException {
    Path csv = Files.writeString(folder.resolve("broken.csv"), "name\n\"open\n");
    String query = "SELECT name FROM p";
    assertThatThrownBy(() -> grade("SELECT nothing FROM p", query))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("gold");
    assertThatThrownBy(() -> grade(null, new SqlGold.Csv(List.of(csv.toString())), query, null))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("broken.csv");
    assertThatThrownBy(() -> grade("no_such_metric", new SqlGold.Query(query), query, null))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("no_such_metric");
    SqlTask missing =
        new SqlTask(
            "t2",
            null,
            "sqlite",
            folder.resolve("gone.sqlite").toString(),
            new SqlGold.Query(query),
            null,
            null);
    assertThatThrownBy(() -> grader.grade(missing, new Completion(query), GradingOptions.DEFAULT))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("gone.sqlite");
  }

  @Test
  void refusesUnknownOptions() {
    ObjectNode options = JsonNodeFactory.instance.objectNode().put("deadline", 5);
    assertThatThrownBy(() -> grade(null, new SqlGold.Query("SELECT 1"), "SELECT 1", options))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("deadline");
  }

  @Test
  void previewsNoMoreOfABinaryValueThanOfAText() throws GraderFault, InterruptedException {
    var preview =
        grade("SELECT name FROM p", "SELECT zeroblob(5000000), x'00FF'")
            .details()
            .get("sql")
            .get("preview")
            .get(0);
    assertThat(preview.get(0).get("b64").asText()).hasSize(200);
    assertThat(preview.get(0).get("bytes").asInt()).isEqualTo(5_000_000);
    assertThat(preview.get(1).toString()).isEqualTo("{\"b64\":\"AP8=\"}");
  }

  @Test
  void namesAFurtherDatabaseThatIsMissingWhateverTheGold() {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.putArray("databases").add(folder.resolve("none.sqlite").toString());
    SqlGold gold = new SqlGold.Query("SELECT name FROM p");
    assertThatThrownBy(() -> grade(null, gold, "SELECT 'wrong'", options))
        .isInstanceOf(GraderFault.class)
        .hasMessageContaining("none.sqlite");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT word FROM caseless ORDER BY word",
        "SELECT id, word FROM caseless ORDER BY 2",
        "SELECT word AS w FROM caseless ORDER BY w",
        "SELECT id FROM caseless ORDER BY word",
        "SELECT id FROM plain ORDER BY word COLLATE NOCASE",
      })
  void letsTextsTieThatTheirCollationTakesForOne(String gold)
      throws GraderFault, InterruptedException {
    assertThat(grade(gold, gold + ", id DESC").verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(grade(gold, gold + " DESC").flags()).contains("order-broken");
  }

  @Test
  void tellsTextsApartThatTheirCollationDoes() throws GraderFault, InterruptedException {
    assertThat(
            grade(
                    "SELECT word FROM plain ORDER BY word",
                    "SELECT word FROM plain ORDER BY word COLLATE NOCASE, id DESC")
                .flags())
        .contains("order-broken");
  }

  /** Five megabytes: read token by token they would take a gigabyte and no deadline would count. */
  @ParameterizedTest
  @ValueSource(strings = {"sound", "spider_exact", "test_suite", "reasoning_sql", "arctic"})
  void readsNoQueryThatIsTooLong(String metric) throws GraderFault, InterruptedException {
    String sql = "SELECT 1" + " + 1".repeat(1_300_000);
    Grade grade =
        grade(metric, new SqlGold.Query("SELECT name FROM p"), "```sql\n" + sql + "\n```", null);
    assertThat(grade.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(grade.reason().message()).contains("longer than 200000");
    assertThat(grade.scores()).containsEntry("score", 0.0);
    assertThat(grade.candidate().text()).hasSize(sql.length());
  }
}
