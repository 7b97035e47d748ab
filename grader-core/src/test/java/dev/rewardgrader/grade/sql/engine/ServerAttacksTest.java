package dev.rewardgrader.grade.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.grade.sql.AttackOutcome;
import dev.rewardgrader.grade.sql.SqlGrader;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Queries that want reward without the work, or harm, on PostgreSQL and MariaDB servers. Each must
 * have the outcome that {@code adversarial-servers.tsv} says and leave the next candidate its full
 * reward and the template as it was. Skipped for a server that no variable names, see {@link
 * ServerEnginesTest}.
 */
class ServerAttacksTest {
  private static final String GOLD = "SELECT name FROM pets WHERE age > 3";

  private static final ObjectNode PATIENT =
      JsonNodeFactory.instance.objectNode().put("extraction", "whole");

  /** For what never ends; nothing else may depend on the machine's speed. */
  private static final ObjectNode SHORT = PATIENT.deepCopy().put("deadline_ms", 1_000);

  /** Not the result of anything. */
  private static final SqlGold ELSEWHERE =
      new SqlGold.Rows(List.of("a"), List.of(List.of(JsonNodeFactory.instance.textNode("?"))));

  private static final Map<Dialect, String> TEMPLATES = new EnumMap<>(Dialect.class);
  private static SqlGrader grader;

  record Attack(Dialect dialect, String outcome, String sql, String gold) {
    static Attack of(String line) {
      String[] parts = line.split("\t");
      return new Attack(
          Dialect.of(parts[0]), parts[1], parts[2], parts.length > 3 ? parts[3] : GOLD);
    }

    boolean mayBeCutShort() {
      return outcome.equals("stopped") || outcome.equals("idle");
    }

    @Override
    public String toString() {
      return dialect.word() + ": " + sql;
    }
  }

  private static String variable(Dialect dialect) {
    return "GRADER_TEST_" + dialect.name();
  }

  @BeforeAll
  static void makeTemplates() throws SQLException {
    grader = new SqlGrader(SqlIsolation.PROCESS.start(1));
    String name = "pets_" + ProcessHandle.current().pid() + "_" + System.nanoTime();
    for (Dialect dialect : List.of(Dialect.POSTGRESQL, Dialect.MARIADB)) {
      String url = System.getenv(variable(dialect));
      if (url == null) {
        continue;
      }
      execute(url, List.of("CREATE DATABASE " + name));
      JdbcUrl admin = JdbcUrl.parse(url).orElseThrow();
      String template = new JdbcUrl(admin.server(), name, admin.options()).text();
      TEMPLATES.put(dialect, template);
      execute(
          template,
          List.of(
              "CREATE TABLE pets (id INT, name VARCHAR(20), age INT, w DOUBLE PRECISION)",
              "INSERT INTO pets VALUES (1, 'Rex', 3, 1.5), (2, 'Tom', 3, 2.5), (3, 'Ada', 7, NULL),"
                  + " (4, 'Zoe', 9, 0.1)",
              "CREATE SEQUENCE ticket"));
      if (dialect == Dialect.POSTGRESQL) {
        execute(
            template,
            List.of(
                "CREATE FUNCTION wipe() RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS"
                    + " $$ BEGIN DELETE FROM pets; RETURN 1; END $$"));
      }
    }
  }

  @AfterAll
  static void dropTemplates() throws SQLException {
    grader.close();
    for (Map.Entry<Dialect, String> template : TEMPLATES.entrySet()) {
      execute(
          System.getenv(variable(template.getKey())),
          List.of("DROP DATABASE " + JdbcUrl.parse(template.getValue()).orElseThrow().database()));
    }
  }

  private static void execute(String url, List<String> statements) throws SQLException {
    try (Connection connection = Drivers.connect(url)) {
      ServerCopies.execute(connection, statements);
    }
  }

  static Stream<Attack> attacks() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SqlGrader.class.getResourceAsStream("adversarial-servers.tsv"),
            "adversarial-servers.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).map(Attack::of).toList().stream();
    }
  }

  private static Grade grade(Dialect dialect, String sql, SqlGold gold, ObjectNode options)
      throws GraderFault, InterruptedException {
    SqlTask task =
        new SqlTask(
            "pets",
            null,
            dialect.word().toLowerCase(Locale.ROOT),
            TEMPLATES.get(dialect),
            gold,
            "sound",
            options);
    return grader.grade(task, new Completion(sql), GradingOptions.DEFAULT);
  }

  private static long pets(String template) throws SQLException {
    try (Connection connection = Drivers.connect(template);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT count(*) FROM pets")) {
      result.next();
      return result.getLong(1);
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void earnsNothingAndHarmsNobody(Attack attack)
      throws GraderFault, InterruptedException, SQLException {
    assumeTrue(
        TEMPLATES.containsKey(attack.dialect),
        variable(attack.dialect) + " names no server; scripts/test starts one");

    Grade grade =
        attack.mayBeCutShort()
            ? grade(attack.dialect, attack.sql, ELSEWHERE, SHORT)
            : grade(attack.dialect, attack.sql, new SqlGold.Query(attack.gold), PATIENT);

    if (attack.outcome.equals("idle")) {
      assertThat(AttackOutcome.of(grade)).as("%s", grade.reason()).isNotEqualTo("full");
    } else {
      assertThat(AttackOutcome.of(grade)).as("%s", grade.reason()).isEqualTo(attack.outcome);
    }
    Grade next = grade(attack.dialect, GOLD, new SqlGold.Query(GOLD), PATIENT);
    assertThat(AttackOutcome.of(next)).as("%s", next.reason()).isEqualTo("full");
    assertThat(pets(TEMPLATES.get(attack.dialect))).isEqualTo(4);
    assertThat(Path.of("/tmp/grader-leak")).doesNotExist();
  }
}
