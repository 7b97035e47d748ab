package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.SqlLexer;
import dev.rewardgrader.grade.sql.gate.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a query an engine's error lies. Engines that tell it say {@code at character N};
 * SQLite's driver does not tell, but names the word, and so do H2 and MariaDB for names that are
 * not there.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
record ErrorPlace(int line, int column) {
  private static final Pattern CHARACTER = Pattern.compile("at character (\\d+)$");
  private static final Pattern NEAR = Pattern.compile("near \"(.+?)\": syntax error");
  private static final Map<Dialect, Pattern> NAMES =
      Map.of(
          Dialect.SQLITE,
          Pattern.compile(
              "(?:no such (?:column|table|function): |ambiguous column name: "
                  + "|misuse of (?:aggregate|window function)(?: function)?:? "
                  + "|wrong number of arguments to function )([^\\s()]+)"),
          Dialect.H2,
          Pattern.compile("^(?:Column|Table|Function|Schema|Ambiguous column name) \"([^\"]+)\""),
          Dialect.MARIADB,
          Pattern.compile(
              "(?:Unknown column '|Column '|Table '(?:[^'.]*\\.)?|FUNCTION (?:[^ .]*\\.)?)"
                  + "([^' ]+)'? (?:in |doesn't exist|does not exist)"));
  private static final String INCOMPLETE = "incomplete input";

  /** Empty where it cannot be told, such as for a syntax error near one of several equal words. */
  static Optional<ErrorPlace> of(String message, String sql, Dialect dialect) {
    Matcher character = CHARACTER.matcher(message);
    if (character.find()) {
      return Optional.of(at(sql, offset(sql, character.group(1))));
    }
    if (dialect == Dialect.SQLITE && message.contains(INCOMPLETE)) {
      return Optional.of(at(sql, sql.length()));
    }
    Pattern names = NAMES.get(dialect);
    Matcher name = names == null ? null : names.matcher(message);
    if (name != null && name.find()) {
      // The first of several is as wrong as the others.
      return starts(name.group(1), sql, dialect).stream().findFirst().map(start -> at(sql, start));
    }
    Matcher near = NEAR.matcher(message);
    List<Integer> starts = near.find() ? starts(near.group(1), sql, dialect) : List.of();
    return starts.size() == 1 ? Optional.of(at(sql, starts.getFirst())) : Optional.empty();
  }

  /** The index of a character that an engine counted, from 1. */
  private static int offset(String sql, String number) {
    long before = number.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(number) - 1;
    int characters = sql.codePointCount(0, sql.length());
    return sql.offsetByCodePoints(0, Math.clamp(before, 0, characters));
  }

  /** Where a name stands: with its table where the engine names that, too, else alone. */
  private static List<Integer> starts(String word, String sql, Dialect dialect) {
    List<SqlToken> tokens = SqlLexer.tokens(sql, dialect);
    int dot = word.lastIndexOf('.');
    List<Integer> qualified = new ArrayList<>();
    for (int i = 2; dot > 0 && i < tokens.size(); i++) {
      if (says(tokens.get(i), word.substring(dot + 1))
          && tokens.get(i - 1).is(".")
          && says(tokens.get(i - 2), word.substring(0, dot))) {
        qualified.add(tokens.get(i).start());
      }
    }
    return qualified.isEmpty()
        ? tokens.stream()
            .filter(token -> says(token, word) || says(token, word.substring(dot + 1)))
            .map(SqlToken::start)
            .toList()
        : qualified;
  }

  private static boolean says(SqlToken token, String word) {
    String text = token.text();
    boolean quoted = token.kind() == SqlToken.Kind.QUOTED_NAME && text.length() > 2;
    return text.equalsIgnoreCase(word)
        || (quoted && text.substring(1, text.length() - 1).equalsIgnoreCase(word));
  }

  private static ErrorPlace at(String sql, int offset) {
    int end = Math.clamp(offset, 0, sql.length());
    int lineStart = sql.lastIndexOf('\n', end - 1) + 1;
    int line = 1 + (int) sql.substring(0, end).chars().filter(c -> c == '\n').count();
    return new ErrorPlace(line, sql.codePointCount(lineStart, end) + 1);
  }
}
