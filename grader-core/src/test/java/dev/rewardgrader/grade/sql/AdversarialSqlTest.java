package dev.rewardgrader.grade.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.GradingOptions;
import dev.rewardgrader.rollout.Completion;
import dev.rewardgrader.rollout.SqlGold;
import dev.rewardgrader.rollout.SqlTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Queries that want reward without the work, or harm. Each must have the outcome that {@code
 * adversarial.tsv} says, change no file, and leave the next candidate its full reward.
 */
class AdversarialSqlTest {
  private static final String GOLD = "SELECT name FROM pets WHERE age > 3";
  private static final String SCRIPT =
      """
      CREATE TABLE pets (id INT, name VARCHAR(20), age INT, w DOUBLE PRECISION);
      INSERT INTO pets VALUES (1, 'Rex', 3, 1.5), (2, 'Tom', 3, 2.5), (3, 'Ada', 7, NULL), (4, 'Zoe', 9, 0.1);
      """;

  private static final ObjectNode PATIENT =
      JsonNodeFactory.instance.objectNode().put("extraction", "whole");

  /** For what never ends; nothing else may depend on the machine's speed. */
  private static final ObjectNode SHORT = PATIENT.deepCopy().put("deadline_ms", 1_000);

  private static final SqlGold NO_ROWS = new SqlGold.Rows(List.of("a"), List.of());

  @TempDir private static Path folder;
  private static SqlGrader grader;

  record Attack(String dialect, String outcome, String sql, String gold) {
    static Attack of(String line) {
      String[] parts = line.split("\t");
      return new Attack(
          parts[0], parts[1], unescaped(parts[2]), parts.length > 3 ? parts[3] : GOLD);
    }

    private static String unescaped(String text) {
      return text.replace("\\n", "\n")
          .replace("\\0", "\0")
          .replace("\\s", "\u00A0")
          .replace("\\w", "\u3000")
          .replace("\\\\", "\\");
    }

    @Override
    public String toString() {
      return dialect + ": " + sql.replaceAll("\\p{Cntrl}", " ");
    }
  }

  @BeforeAll
  static void makeDatabases() throws IOException, SQLException {
    Files.writeString(folder.resolve("pets.sql"), SCRIPT);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("pets.sqlite"));
        Statement statement = connection.createStatement()) {
      for (String one : SCRIPT.strip().split(";\n?")) {
        statement.execute(one);
      }
    }
    grader = new SqlGrader(SqlIsolation.PROCESS.start(1));
  }

  @AfterAll
  static void close() {
    grader.close();
  }

  static Stream<Attack> attacks() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            AdversarialSqlTest.class.getResourceAsStream("adversarial.tsv"), "adversarial.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).map(Attack::of).toList().stream();
    }
  }

  private static Grade grade(Attack attack) throws GraderFault, InterruptedException {
    return attack.outcome.equals("stopped")
        ? grade(attack.dialect, attack.sql, NO_ROWS, SHORT)
        : grade(attack.dialect, attack.sql, new SqlGold.Query(attack.gold), PATIENT);
  }

  private static Grade grade(String dialect, String sql, SqlGold gold, ObjectNode options)
      throws GraderFault, InterruptedException {
    String file = dialect.equals("sqlite") ? "pets.sqlite" : "pets.sql";
    SqlTask task =
        new SqlTask("pets", null, dialect, folder.resolve(file).toString(), gold, "sound", options);
    return grader.grade(task, new Completion(sql), GradingOptions.DEFAULT);
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void earnsNothingAndHarmsNobody(Attack attack)
      throws GraderFault, InterruptedException, IOException {
    Grade grade = grade(attack);

    assertThat(AttackOutcome.of(grade)).as("%s", grade.reason()).isEqualTo(attack.outcome);
    Grade next = grade(attack.dialect, GOLD, new SqlGold.Query(GOLD), PATIENT);
    assertThat(AttackOutcome.of(next)).as("%s", next.reason()).isEqualTo("full");
    assertThat(files()).containsExactly("pets.sql", "pets.sqlite");
  }
}
