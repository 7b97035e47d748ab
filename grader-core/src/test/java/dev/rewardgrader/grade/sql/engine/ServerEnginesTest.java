package dev.rewardgrader.grade.sql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.gate.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * PostgreSQL and MariaDB, where {@code GRADER_TEST_POSTGRESQL} and {@code GRADER_TEST_MARIADB} name
 * a server by its URL; scripts/test starts both.
 */
class ServerEnginesTest {
  private static final QueryLimits LIMITS = QueryLimits.DEFAULT.withDeadline(Duration.ofSeconds(2));

  /** A template database with one table, and a runner for its copies. */
  private record Server(Dialect dialect, String admin, String template, QueryRunner runner) {

    QueryOutcome run(String sql) throws InterruptedException {
      return runner.run(new SqlQuery(dialect, template, sql, LIMITS));
    }

    Kind failure(String sql) throws InterruptedException {
      return run(sql) instanceof Failure failure ? failure.kind() : null;
    }
  }

  @FunctionalInterface
  private interface Check {
    void on(Server server) throws SQLException, InterruptedException;
  }

  private static void withServer(Dialect dialect, Check check)
      throws SQLException, InterruptedException {
    String variable = "GRADER_TEST_" + dialect.name();
    String url = System.getenv(variable);
    assumeTrue(url != null, variable + " names no server; scripts/test starts one");
    JdbcUrl admin = JdbcUrl.parse(url).orElseThrow();
    String name = "shop_" + ProcessHandle.current().pid() + "_" + System.nanoTime();
    JdbcUrl template = new JdbcUrl(admin.server(), name, admin.options());
    execute(url, List.of("CREATE DATABASE " + name));
    try {
      execute(
          template.text(),
          List.of(
              "CREATE TABLE item (id INTEGER PRIMARY KEY, name VARCHAR(20), price DECIMAL(8,2),"
                  + " made DATE)",
              "INSERT INTO item VALUES (1, 'cup', 2.50, '2024-01-31'), (2, 'jug', 10.00, NULL)",
              "CREATE VIEW cheap AS SELECT name FROM item WHERE price < 5"));
      try (QueryRunner runner = SqlIsolation.PROCESS.start(1)) {
        check.on(new Server(dialect, url, template.text(), runner));
      }
      assertThat(copies(dialect, url)).as("copies that are left behind").isEmpty();
    } finally {
      execute(url, List.of("DROP DATABASE " + name));
    }
  }

  private static void execute(String url, List<String> statements) throws SQLException {
    try (Connection connection = Drivers.connect(url)) {
      ServerCopies.execute(connection, statements);
    }
  }

  private static List<String> copies(Dialect dialect, String url) throws SQLException {
    String query =
        dialect == Dialect.POSTGRESQL
            ? "SELECT string_agg(datname, ',') FROM pg_database WHERE datname ~ '^grader_[0-9a-f]{16}$'"
            : "SELECT group_concat(schema_name) FROM information_schema.schemata"
                + " WHERE schema_name REGEXP '^grader_[0-9a-f]{16}$'";
    try (Connection connection = Drivers.connect(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      String names = result.getString(1);
      return names == null ? List.of() : List.of(names.split(","));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"POSTGRESQL", "MARIADB"})
  void runsQueriesOnACopyOfTheTemplate(Dialect dialect) throws SQLException, InterruptedException {
    withServer(
        dialect,
        server -> {
          assertThat(server.run("SELECT id, name, price, made FROM item ORDER BY id"))
              .isInstanceOfSatisfying(
                  Rows.class,
                  rows -> {
                    assertThat(rows.table().rows().getFirst())
                        .containsExactly(1L, "cup", 2.5, "2024-01-31");
                    assertThat(rows.table().rows().get(1)).containsExactly(2L, "jug", 10.0, null);
                  });
          assertThat(server.run("SELECT * FROM cheap")).isInstanceOf(Rows.class);
          assertThat(server.failure("SELECT nothing FROM item")).isEqualTo(Kind.ERROR);
          assertThat(copies(dialect, server.admin())).hasSize(1);
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"POSTGRESQL", "MARIADB"})
  void refusesWhatAReaderMayNot(Dialect dialect) throws SQLException, InterruptedException {
    // These never pass the gate; the engine has to refuse them all the same.
    BiFunction<String, String, List<String>> acts =
        (forPostgres, forMaria) -> List.of(dialect == Dialect.POSTGRESQL ? forPostgres : forMaria);
    withServer(
        dialect,
        server -> {
          for (String act :
              List.of(
                  "INSERT INTO item VALUES (3, 'pot', 1, NULL)",
                  "DELETE FROM item",
                  "DROP TABLE item",
                  "CREATE TABLE more (id INTEGER)",
                  acts.apply("SELECT pg_read_file('/etc/passwd')", "DROP VIEW cheap").getFirst(),
                  acts.apply("COPY item TO '/tmp/grader-leak'", "CREATE USER x").getFirst(),
                  acts.apply(
                          "CREATE ROLE x SUPERUSER",
                          "SELECT * FROM item INTO OUTFILE '/tmp/grader-leak'")
                      .getFirst())) {
            assertThat(server.failure(act)).as(act).isEqualTo(Kind.WRITE);
          }
          assertThat(server.run("SELECT * FROM item"))
              .isInstanceOfSatisfying(
                  Rows.class, rows -> assertThat(rows.table().rowCount()).isEqualTo(2));
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"POSTGRESQL", "MARIADB"})
  void stopsAQueryAtItsDeadline(Dialect dialect) throws SQLException, InterruptedException {
    String endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 0 FROM n) SELECT count(*) FROM n a, n"
            + " b";
    withServer(
        dialect,
        server -> {
          QueryOutcome outcome = server.run(endless);
          assertThat(outcome.time()).isLessThan(Duration.ofSeconds(20));
          if (dialect == Dialect.POSTGRESQL) {
            assertThat(outcome).isInstanceOf(Failure.class);
            assertThat(((Failure) outcome).kind()).isEqualTo(Kind.TIME_LIMIT);
            assertThat(server.failure("SELECT pg_sleep(30)")).isEqualTo(Kind.WRITE);
          } else {
            // MariaDB ends a sleep early and says so by its value.
            assertThat(server.run("SELECT sleep(30)").time()).isLessThan(Duration.ofSeconds(20));
          }
          assertThat(server.run("SELECT 1")).isInstanceOf(Rows.class);
        });
  }

  @Test
  void takesBackWhatPostgresLetsEverybodyCall() throws SQLException, InterruptedException {
    withServer(
        Dialect.POSTGRESQL,
        server -> {
          for (String act :
              List.of(
                  "SELECT pg_advisory_lock(1)",
                  "SELECT pg_try_advisory_lock_shared(1, 2)",
                  "SELECT pg_terminate_backend(pg_backend_pid())",
                  "SELECT set_config('statement_timeout', '0', false)",
                  "SELECT lo_from_bytea(0, 'x')",
                  "SELECT query_to_xml('SELECT 1', true, true, '')",
                  "SELECT * FROM ts_stat('SELECT ''a''::tsvector')",
                  "SELECT query FROM pg_stat_activity",
                  "SELECT * FROM pg_stat_get_activity(NULL)")) {
            assertThat(server.failure(act)).as(act).isEqualTo(Kind.WRITE);
          }
        });
  }

  @Test
  void leavesNothingInAMariaSession() throws SQLException, InterruptedException {
    withServer(
        Dialect.MARIADB,
        server -> {
          assertThat(server.run("SELECT @left := 7, GET_LOCK('left', 0), LAST_INSERT_ID(9)"))
              .isInstanceOf(Rows.class);
          assertThat(server.run("SELECT @left, IS_USED_LOCK('left'), LAST_INSERT_ID(), 'ä€'"))
              .isInstanceOfSatisfying(
                  Rows.class,
                  rows ->
                      assertThat(rows.table().rows().getFirst())
                          .containsExactly(null, null, 0L, "ä€"));
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"POSTGRESQL", "MARIADB"})
  void namesATemplateThatIsNotThere(Dialect dialect) throws SQLException, InterruptedException {
    withServer(
        dialect,
        server -> {
          String missing =
              JdbcUrl.parse(server.template()).orElseThrow().server() + "no_such_database?user=x";
          QueryOutcome outcome =
              server.runner().run(new SqlQuery(dialect, missing, "SELECT 1", LIMITS));
          assertThat(outcome)
              .isInstanceOfSatisfying(
                  Failure.class,
                  failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.DATABASE);
                    assertThat(failure.message()).contains("no_such_database");
                  });
        });
  }
}
