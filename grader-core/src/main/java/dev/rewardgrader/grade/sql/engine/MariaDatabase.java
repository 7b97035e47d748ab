package dev.rewardgrader.grade.sql.engine;

import dev.rewardgrader.grade.sql.engine.QueryOutcome.Kind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A connection to MariaDB as a user who may only read, see {@link ServerCopies}. Each query has a
 * read-only transaction of its own, and the server stops it by itself. The session is reset after
 * it: a SELECT can set variables and locks, which no transaction takes back.
 */
final class MariaDatabase extends JdbcDatabase {
  private static final long FOOTPRINT = 1 << 20;

  /** The copy has no routines, but whoever may run none is told that this one is denied. */
  private static final int NO_ROUTINE = 1370;

  private static final Pattern NAME = Pattern.compile("^.*'[^'.]*\\.([^']*)'$");

  private final Method reset;

  /** The driver may be absent when this is compiled, so its own call goes by its name. */
  private MariaDatabase(Connection connection) throws NoSuchMethodException {
    super(connection);
    reset = connection.getClass().getMethod("reset");
  }

  static MariaDatabase open(String url) throws OpenException {
    try {
      return new MariaDatabase(Drivers.connect(url + "&useResetConnection=true"));
    } catch (NoSuchMethodException e) {
      throw new OpenException("this MariaDB driver cannot reset a session; take 3.0 or later", e);
    } catch (SQLException e) {
      throw new OpenException("cannot connect to " + JdbcUrl.shown(url) + ": " + e.getMessage(), e);
    }
  }

  @Override
  void begin(QueryLimits limits) throws SQLException {
    double seconds = limits.deadline().toMillis() / 1000.0;
    try (Statement statement = connection().createStatement()) {
      // What the reset behind a query leaves is the server's own character set, latin1 for many.
      statement.execute(
          String.format(
              Locale.ROOT, "SET NAMES utf8mb4, SESSION max_statement_time = %.3f", seconds));
      statement.execute("START TRANSACTION READ ONLY");
    }
  }

  @Override
  void end() throws SQLException {
    connection().rollback();
    try {
      reset.invoke(connection());
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new SQLException("the session cannot be reset", e);
    }
  }

  @Override
  String message(SQLException e, String sql) {
    if (e.getErrorCode() == NO_ROUTINE) {
      return "there is no such function: " + NAME.matcher(ErrorText.firstLine(e)).replaceAll("$1");
    }
    return ErrorText.ofMariaDb(e, sql);
  }

  @Override
  Kind kind(SQLException e) {
    return switch (e.getErrorCode()) {
      // query interrupted, max_statement_time
      case 1317, 1969 -> Kind.TIME_LIMIT;
      // denied to the user: database, table, column, file; read-only transaction
      case 1044, 1045, 1142, 1143, 1227, 1290, 1792 -> Kind.WRITE;
      // out of memory, sort memory, disk full, table full
      case 1037, 1038, 1021, 1114 -> Kind.MEMORY_LIMIT;
      default ->
          e.getSQLState() != null && e.getSQLState().startsWith("08") ? Kind.DATABASE : Kind.ERROR;
    };
  }

  @Override
  public long footprint() {
    return FOOTPRINT;
  }
}
