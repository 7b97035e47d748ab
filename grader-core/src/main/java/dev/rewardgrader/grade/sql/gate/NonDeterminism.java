package dev.rewardgrader.grade.sql.gate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What lets a query's result differ from run to run, seen in its text: chance, clocks, versions, a
 * LIMIT without an order, and columns that a GROUP BY leaves open. A flag is a warning; whether it
 * matters is for the caller to say.
 */
public final class NonDeterminism {
  /** What a word says about a result. */
  private enum Meaning {
    /** Chance, when called. */
    CHANCE,
    /** A sample of rows. */
    SAMPLE,
    /** A clock. */
    CLOCK,
    /** A clock, when called. */
    CLOCK_CALL,
    /** A clock, when called with nothing. */
    DATE_CALL,
    /** The engine's state, when called. */
    STATE
  }

  private static final String CLOCK = "nondeterministic:clock";
  private static final String NOW = "'now";
  private static final String QUOTED_NOW = "\"now\"";

  /**
   * Parentheses in which queries and calls are still looked into. Each level looks at what is in it
   * once more, so that without an end a text of nothing but parentheses would take seconds, which
   * no deadline counts.
   */
  static final int MAX_DEPTH = 30;

  private static final Set<String> TIME_TYPES = Set.of("DATE", "TIME", "TIMESTAMP", "TIMESTAMPTZ");
  private static final Map<String, Meaning> MEANINGS = new HashMap<>();

  static {
    know(
        Meaning.CHANCE,
        List.of(
            "RANDOM",
            "RANDOMBLOB",
            "RAND",
            "RANDOM_UUID",
            "UUID",
            "GEN_RANDOM_UUID",
            "SECURE_RAND",
            "NEWID"));
    know(Meaning.SAMPLE, List.of("TABLESAMPLE", "SAMPLE"));
    know(
        Meaning.CLOCK,
        List.of(
            "CURRENT_TIME",
            "CURRENT_DATE",
            "CURRENT_TIMESTAMP",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "SYSDATE",
            "SYSTIMESTAMP"));
    know(
        Meaning.CLOCK_CALL,
        List.of(
            "NOW",
            "CURDATE",
            "CURTIME",
            "CLOCK_TIMESTAMP",
            "STATEMENT_TIMESTAMP",
            "TIMEOFDAY",
            "UNIX_TIMESTAMP",
            "UTC_DATE",
            "UTC_TIME",
            "UTC_TIMESTAMP",
            "GETDATE",
            "TODAY"));
    know(
        Meaning.DATE_CALL,
        List.of("DATE", "TIME", "DATETIME", "JULIANDAY", "STRFTIME", "UNIXEPOCH", "TIMEDIFF"));
    know(
        Meaning.STATE,
        List.of(
            "SQLITE_VERSION",
            "SQLITE_SOURCE_ID",
            "CHANGES",
            "TOTAL_CHANGES",
            "LAST_INSERT_ROWID",
            "VERSION",
            "H2VERSION",
            "CONNECTION_ID",
            "SESSION_ID",
            "PG_BACKEND_PID",
            "TXID_CURRENT",
            "MEMORY_USED",
            "MEMORY_FREE",
            "SQLITE_COMPILEOPTION_USED",
            "SQLITE_COMPILEOPTION_GET",
            "FOUND_ROWS",
            "ROW_COUNT"));
  }

  static final Set<String> AGGREGATES =
      Set.of(
          "COUNT",
          "SUM",
          "AVG",
          "MIN",
          "MAX",
          "TOTAL",
          "GROUP_CONCAT",
          "STRING_AGG",
          "ARRAY_AGG",
          "LISTAGG",
          "JSON_GROUP_ARRAY",
          "JSON_GROUP_OBJECT",
          "MEDIAN",
          "STDDEV",
          "VARIANCE",
          "BOOL_AND",
          "BOOL_OR",
          "ANY_VALUE",
          "FIRST",
          "LAST",
          "MODE",
          "PERCENTILE_CONT",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "VAR_POP",
          "VAR_SAMP");

  private NonDeterminism() {}

  private static void know(Meaning meaning, List<String> words) {
    words.forEach(word -> MEANINGS.put(word, meaning));
  }

  /**
   * Whether a query with these flags may say something else on the same data: chance, a clock or
   * the engine's state.
   */
  public static boolean varies(List<String> flags) {
    return flags.stream()
        .anyMatch(
            flag ->
                flag.endsWith(":random")
                    || flag.endsWith(":clock")
                    || flag.endsWith(":engine-state"));
  }

  /** Whether anything lets a query with these flags say something else when it is run again. */
  public static boolean mayVary(List<String> flags) {
    for (String flag : flags) {
      if (flag.startsWith("nondeterministic:")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Flags such as {@code nondeterministic:random}, in the order of the text; empty for a query that
   * always says the same.
   */
  public static List<String> flags(String sql, Dialect dialect) {
    return flags(StatementBounds.of(SqlLexer.tokens(sql, dialect), dialect).statement());
  }

  /** The same for a statement whose tokens are known, see {@link StatementBounds#statement}. */
  public static List<String> flags(List<SqlToken> tokens) {
    Set<String> flags = new LinkedHashSet<>();
    int[] around = null;
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      if (isNow(token)) {
        around = around == null ? parentheses(tokens) : around;
        addIf(flags, CLOCK, isTime(tokens, i, around[i]));
        continue;
      }
      boolean quoted = token.kind() == SqlToken.Kind.QUOTED_NAME;
      if (!quoted && token.kind() != SqlToken.Kind.WORD) {
        continue;
      }
      boolean call = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
      String word = quoted && call ? unquoted(token) : token.word();
      Meaning meaning = MEANINGS.get(word);
      if (meaning == null) {
        continue;
      }
      boolean empty = call && i + 2 < tokens.size() && tokens.get(i + 2).is(")");
      switch (meaning) {
        case CHANCE -> addIf(flags, "nondeterministic:random", call);
        case SAMPLE -> addIf(flags, "nondeterministic:random", samples(tokens, i));
        case CLOCK -> flags.add(CLOCK);
        case CLOCK_CALL -> addIf(flags, CLOCK, call);
        case DATE_CALL ->
            addIf(
                flags,
                CLOCK,
                empty || (call && word.equals("STRFTIME") && hasOneArgument(tokens, i)));
        case STATE -> addIf(flags, "nondeterministic:engine-state", call);
      }
    }
    if (limitsWithoutOrder(tokens)) {
      flags.add("nondeterministic:limit-without-order");
    }
    if (GroupCheck.hasBareColumn(tokens)) {
      flags.add("nondeterministic:bare-column");
    }
    return new ArrayList<>(flags);
  }

  /** SQLite takes a name in double quotes that is none for a text. */
  private static boolean isNow(SqlToken token) {
    return switch (token.kind()) {
      case STRING -> token.text().regionMatches(true, 0, NOW, 0, NOW.length());
      case QUOTED_NAME -> token.text().equalsIgnoreCase(QUOTED_NOW);
      default -> false;
    };
  }

  /** The name of a function, which may stand in quotes. */
  private static String unquoted(SqlToken name) {
    return GroupCheck.unquote(name.text()).toUpperCase(Locale.ROOT);
  }

  /** A column may be named so, too. */
  private static boolean samples(List<SqlToken> tokens, int at) {
    return tokens.get(at).is("TABLESAMPLE")
        ? at + 1 < tokens.size() && tokens.get(at + 1).kind() == SqlToken.Kind.WORD
        : at > 0 && tokens.get(at - 1).is("USING");
  }

  private static void addIf(Set<String> flags, String flag, boolean holds) {
    if (holds) {
      flags.add(flag);
    }
  }

  /**
   * A text is read as a time in a call of a date function, behind a type or before a cast.
   *
   * @param open the parenthesis around it, or -1
   */
  private static boolean isTime(List<SqlToken> tokens, int at, int open) {
    if (at == 0) {
      return false;
    }
    SqlToken before = tokens.get(at - 1);
    boolean cast = at + 1 < tokens.size() && tokens.get(at + 1).is(":");
    if (cast || before.is("<") || before.is(">") || TIME_TYPES.contains(before.word())) {
      return true;
    }
    if (open <= 0) {
      return false;
    }
    SqlToken call = tokens.get(open - 1);
    String function = call.kind() == SqlToken.Kind.QUOTED_NAME ? unquoted(call) : call.word();
    return MEANINGS.get(function) == Meaning.DATE_CALL || function.equals("CAST");
  }

  /**
   * For each token the opening parenthesis around it, or -1: looked for one by one, all of them
   * together would take a time that grows with the square of the text.
   */
  private static int[] parentheses(List<SqlToken> tokens) {
    int[] around = new int[tokens.size()];
    int[] open = new int[tokens.size() + 1];
    for (int i = 0; i < around.length; i++) {
      SqlToken token = tokens.get(i);
      around[i] = token.depth() == 0 ? -1 : open[token.depth() - 1];
      if (token.is("(")) {
        open[token.depth()] = i;
      }
    }
    return around;
  }

  /** SQLite's strftime with a format alone takes the time of now. */
  private static boolean hasOneArgument(List<SqlToken> tokens, int call) {
    int depth = tokens.get(call).depth() + 1;
    if (depth > MAX_DEPTH) {
      return true;
    }
    for (int i = call + 2; i < tokens.size() && tokens.get(i).depth() >= depth; i++) {
      if (tokens.get(i).depth() == depth && tokens.get(i).is(",")) {
        return false;
      }
    }
    return true;
  }

  /** A LIMIT belongs to the ORDER BY of the same parenthesis; of one row it takes no choice. */
  private static boolean limitsWithoutOrder(List<SqlToken> tokens) {
    BitSet ordered = new BitSet();
    Map<Integer, Integer> selects = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      switch (token.word()) {
        case "SELECT" -> selects.putIfAbsent(token.depth(), i);
        case "ORDER" -> ordered.set(token.depth());
        case "LIMIT", "FETCH" -> {
          if (!ordered.get(token.depth()) && chooses(tokens, selects.get(token.depth()))) {
            return true;
          }
          // Of one query it is asked once.
          ordered.set(token.depth());
        }
        default -> {
          if (token.is("(")) {
            ordered.clear(token.depth() + 1);
            selects.remove(token.depth() + 1);
          }
        }
      }
    }
    return false;
  }

  /** Whether it matters which rows of a query are taken. */
  private static boolean chooses(List<SqlToken> tokens, Integer select) {
    if (select == null || tokens.get(select).depth() > MAX_DEPTH) {
      return true;
    }
    boolean exists =
        select > 1 && tokens.get(select - 1).is("(") && tokens.get(select - 2).is("EXISTS");
    return !exists && !GroupCheck.makesOneRow(tokens, select);
  }
}
