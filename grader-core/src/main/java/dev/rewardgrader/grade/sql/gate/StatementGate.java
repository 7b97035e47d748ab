package dev.rewardgrader.grade.sql.gate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets exactly one reading statement through. */
public final class StatementGate {
  /** Longer than any query that answers a question. */
  public static final int MAX_LENGTH = 200_000;

  private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES");
  private static final Set<String> WRITES =
      Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "TRUNCATE");
  private static final Map<Dialect, Set<String>> FORBIDDEN =
      Map.of(
          Dialect.SQLITE,
          Set.of("FTS3_TOKENIZER", "LOAD_EXTENSION", "WRITEFILE", "READFILE", "EDIT"),
          Dialect.H2,
          Set.of(
              "FILE_READ",
              "FILE_WRITE",
              "CSVREAD",
              "CSVWRITE",
              "LINK_SCHEMA",
              "ABORT_SESSION",
              "CANCEL_SESSION",
              "SET",
              "DATABASE_PATH"),
          Dialect.DUCKDB,
          Set.of(
              "GLOB",
              "QUERY",
              "QUERY_TABLE",
              "CHECKPOINT",
              "FORCE_CHECKPOINT",
              "WRITE_LOG",
              "TRUNCATE_DUCKDB_LOGS",
              "DUCKDB_SECRETS",
              "SLEEP_MS",
              "PG_SLEEP",
              "JSON_EXECUTE_SERIALIZED_SQL",
              "ADD_PARQUET_KEY",
              "NEXTVAL",
              "GETENV",
              "SNIFF_CSV",
              "WHICH_SECRET"),
          Dialect.MARIADB,
          Set.of(
              "SLEEP",
              "BENCHMARK",
              "LOAD_FILE",
              "GET_LOCK",
              "RELEASE_LOCK",
              "RELEASE_ALL_LOCKS",
              "MASTER_POS_WAIT",
              "MASTER_GTID_WAIT",
              "IS_USED_LOCK",
              "FOUND_ROWS",
              "WSREP_SYNC_WAIT_UPTO_GTID",
              "NEXTVAL",
              "SETVAL",
              "SYS_EXEC",
              "SYS_EVAL"),
          Dialect.POSTGRESQL,
          Set.of(
              "SET_CONFIG",
              "SETSEED",
              "PG_TERMINATE_BACKEND",
              "PG_CANCEL_BACKEND",
              "PG_RELOAD_CONF",
              "PG_NOTIFY",
              "PG_PROMOTE",
              "PG_PREPARED_STATEMENT",
              "PG_CURSOR",
              "TS_STAT",
              "TS_REWRITE",
              "CONNECTBY",
              "XPATH_TABLE",
              "LOREAD",
              "LOWRITE",
              "NEXTVAL",
              "SETVAL"));

  /** Families of functions: files, sleep, locks, other sessions, and SQL that is run from text. */
  private static final Map<Dialect, List<String>> FORBIDDEN_STARTS =
      Map.of(
          Dialect.DUCKDB,
          List.of("READ_", "PARQUET_", "ENABLE_", "DISABLE_"),
          Dialect.POSTGRESQL,
          List.of(
              "PG_SLEEP",
              "PG_READ_",
              "PG_LS_",
              "PG_STAT_",
              "PG_ADVISORY_",
              "PG_TRY_ADVISORY_",
              "PG_LOGICAL_",
              "PG_REPLICATION_",
              "PG_EXPORT_",
              "PG_CREATE_",
              "PG_SWITCH_",
              "PG_ROTATE_",
              "LO_",
              "DBLINK",
              "CROSSTAB",
              "QUERY_TO_XML",
              "TABLE_TO_XML",
              "CURSOR_TO_XML",
              "SCHEMA_TO_XML",
              "DATABASE_TO_XML"));

  /** Views that show what other sessions run, the gold among it. */
  private static final Map<Dialect, Set<String>> FORBIDDEN_NAMES =
      Map.of(
          Dialect.POSTGRESQL,
          Set.of("PG_STAT_ACTIVITY", "PG_STAT_STATEMENTS", "PG_PREPARED_STATEMENTS", "PG_CURSORS"),
          Dialect.MARIADB,
          Set.of("PROCESSLIST", "PERFORMANCE_SCHEMA"));

  private StatementGate() {}

  /** Why a statement is not executed. */
  public record Refusal(Kind kind, String reason) {

    /** A forbidden act is the candidate's doing; text that holds no query is an ordinary error. */
    public enum Kind {
      FORBIDDEN,
      NOT_A_QUERY
    }
  }

  /** Why this text must not run, or empty where it may. */
  public static Optional<Refusal> check(String sql, Dialect dialect) {
    return check(sql, tooLong(sql) ? List.of() : SqlLexer.tokens(sql, dialect), dialect);
  }

  /** Whether a text is refused for its length alone, and not worth being read. */
  public static boolean tooLong(String sql) {
    return sql.length() > MAX_LENGTH;
  }

  /** The same for text whose tokens are known; of a text that is too long nobody asks for them. */
  public static Optional<Refusal> check(String sql, List<SqlToken> tokens, Dialect dialect) {
    if (tooLong(sql)) {
      return notQuery("the statement is longer than " + MAX_LENGTH + " characters");
    }
    if (sql.indexOf('\0') >= 0) {
      return forbidden("the statement holds a NUL character");
    }
    return check(tokens, dialect);
  }

  private static Optional<Refusal> check(List<SqlToken> tokens, Dialect dialect) {
    StatementBounds bounds = StatementBounds.of(tokens, dialect);
    List<SqlToken> statement = bounds.statement();
    if (statement.isEmpty()) {
      return notQuery("there is no statement");
    }
    if (!bounds.alone()) {
      return forbidden("more than one statement, or a second semicolon");
    }
    SqlToken first = firstWord(statement);
    if (first == null || !QUERIES.contains(first.word())) {
      boolean word = first != null && first.kind() == SqlToken.Kind.WORD;
      return word
          ? forbidden(first.word() + " is not a query")
          : notQuery("the statement does not start with SELECT, WITH or VALUES");
    }
    return forbiddenPart(statement, dialect);
  }

  /** The first token that is no opening parenthesis, or null. */
  private static SqlToken firstWord(List<SqlToken> statement) {
    for (SqlToken token : statement) {
      if (!token.is("(")) {
        return token;
      }
    }
    return null;
  }

  private static Optional<Refusal> forbiddenPart(List<SqlToken> statement, Dialect dialect) {
    Set<String> functions = FORBIDDEN.get(dialect);
    Set<String> names = FORBIDDEN_NAMES.getOrDefault(dialect, Set.of());
    boolean with = false;
    for (int i = 0; i < statement.size(); i++) {
      SqlToken token = statement.get(i);
      if (token.text().startsWith("/*")) {
        return forbidden("a comment that is executed");
      }
      if (token.is("@") && dialect == Dialect.H2) {
        return forbidden("a variable of the session");
      }
      if (isCodedName(statement, i, dialect)) {
        return forbidden("a name written in code points");
      }
      if (!names.isEmpty() && token.kind() != SqlToken.Kind.STRING && names.contains(name(token))) {
        return forbidden(name(token) + " is not allowed");
      }
      boolean call = i + 1 < statement.size() && statement.get(i + 1).is("(");
      if (call && isForbidden(name(token), functions, dialect)) {
        return forbidden(name(token) + " is not allowed");
      }
      String word = token.word();
      if (word.isEmpty()) {
        continue;
      }
      boolean starts =
          i > 0 && (statement.get(i - 1).is("(") || (with && statement.get(i - 1).is(")")));
      with |= word.equals("WITH");
      if (starts && !call && WRITES.contains(word)) {
        return forbidden(word + " inside a query");
      }
      if (word.equals("INTO") && !afterDot(statement, i)) {
        return forbidden("INTO in a query");
      }
    }
    return Optional.empty();
  }

  /** A function's name, which may stand in quotes, and in SQLite in those of a string. */
  private static String name(SqlToken token) {
    String text = token.text();
    return switch (token.kind()) {
      case WORD -> token.word();
      case QUOTED_NAME, STRING ->
          text.length() < 2
              ? ""
              : text.substring(1, text.length() - 1).strip().toUpperCase(Locale.ROOT);
      default -> "";
    };
  }

  private static boolean isForbidden(String name, Set<String> functions, Dialect dialect) {
    if (functions.contains(name)) {
      return true;
    }
    for (String start : FORBIDDEN_STARTS.getOrDefault(dialect, List.of())) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /** PostgreSQL's and H2's {@code U&"…"}: a name whose letters may be written as numbers. */
  private static boolean isCodedName(List<SqlToken> statement, int at, Dialect dialect) {
    if ((dialect != Dialect.POSTGRESQL && dialect != Dialect.H2)
        || at + 2 >= statement.size()
        || !statement.get(at).word().equals("U")) {
      return false;
    }
    SqlToken sign = statement.get(at + 1);
    SqlToken name = statement.get(at + 2);
    return sign.is("&")
        && sign.start() == statement.get(at).start() + 1
        && name.kind() == SqlToken.Kind.QUOTED_NAME
        && name.start() == sign.start() + 1;
  }

  private static boolean afterDot(List<SqlToken> statement, int index) {
    return index > 0 && statement.get(index - 1).is(".");
  }

  private static Optional<Refusal> forbidden(String reason) {
    return Optional.of(new Refusal(Refusal.Kind.FORBIDDEN, reason));
  }

  private static Optional<Refusal> notQuery(String reason) {
    return Optional.of(new Refusal(Refusal.Kind.NOT_A_QUERY, reason));
  }
}
