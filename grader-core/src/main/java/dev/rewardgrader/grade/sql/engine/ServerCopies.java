package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.gate.Dialect;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Private copies of server databases. A task's URL names a template and a user who may create
 * databases and users; candidates never see either. They get a copy, made when first asked for, and
 * a user of their own who may only read it. Both are dropped when this is closed.
 */
final class ServerCopies implements AutoCloseable {
  private final Map<String, FutureTask<Copy>> copies = new ConcurrentHashMap<>();

  /**
   * A copy.
   *
   * @param template where it came from
   * @param name of the database and of its user
   * @param reader the URL by which candidates are run
   */
  private record Copy(Dialect dialect, JdbcUrl template, String name, String reader) {}

  /**
   * The URL of the copy of a task's database.
   *
   * @throws Database.OpenException naming what the server refused
   */
  String reader(Dialect dialect, String database)
      throws Database.OpenException, InterruptedException {
    JdbcUrl url =
        JdbcUrl.parse(database)
            .orElseThrow(
                () ->
                    new Database.OpenException(
                        "a "
                            + dialect.word()
                            + " database is a URL jdbc:"
                            + dialect.word()
                            + "://HOST:PORT/NAME?user=…&password=…, not "
                            + JdbcUrl.shown(database),
                        null));
    FutureTask<Copy> mine = new FutureTask<>(() -> make(dialect, url));
    FutureTask<Copy> first = copies.putIfAbsent(database, mine);
    if (first == null) {
      mine.run();
    }
    try {
      return (first == null ? mine : first).get().reader();
    } catch (ExecutionException e) {
      copies.remove(database);
      throw new Database.OpenException(
          "cannot copy " + JdbcUrl.shown(database) + ": " + e.getCause().getMessage(),
          e.getCause());
    }
  }

  private static String random() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Copy make(Dialect dialect, JdbcUrl template) throws SQLException {
    String name = "grader_" + random();
    String password = random() + random();
    Copy copy = new Copy(dialect, template, name, template.withDatabase(name, name, password));
    try {
      if (dialect == Dialect.POSTGRESQL) {
        PostgresCopy.make(template, name, password);
      } else {
        MariaCopy.make(template, name, password);
      }
      return copy;
    } catch (SQLException e) {
      try {
        drop(copy);
      } catch (SQLException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  /** Runs statements one after another. */
  static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void drop(Copy copy) throws SQLException {
    try (Connection admin = Drivers.connect(copy.template().text())) {
      execute(
          admin,
          copy.dialect() == Dialect.POSTGRESQL
              ? List.of(
                  "DROP DATABASE IF EXISTS " + copy.name() + " WITH (FORCE)",
                  "DROP ROLE IF EXISTS " + copy.name())
              : List.of(
                  "DROP DATABASE IF EXISTS " + copy.name(),
                  "DROP USER IF EXISTS '" + copy.name() + "'@'%'"));
    }
  }

  /** Drops the copies; one that cannot be dropped is left and named in the log. */
  @Override
  public void close() {
    for (FutureTask<Copy> made : new ArrayList<>(copies.values())) {
      try {
        if (made.isDone()) {
          drop(made.get());
        }
      } catch (ExecutionException _) {
        // It was never made.
      } catch (SQLException e) {
        System.getLogger(ServerCopies.class.getName())
            .log(System.Logger.Level.WARNING, "a copy of a database could not be dropped", e);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    copies.clear();
  }
}
