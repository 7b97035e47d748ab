package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.sql.gate.Dialect;
import dev.rewardgrader.grade.sql.gate.SqlLexer;
import dev.rewardgrader.grade.sql.gate.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a query an engine's error lies. SQLite's driver does not say, but names the word;
 * PostgreSQL counts characters.
 *
 * @param line from 1
 * @param column from 1
 */
record ErrorPlace(int line, int column) {
  private static final Pattern CHARACTER = Pattern.compile("at character (\\d+)$");
  private static final Pattern NEAR = Pattern.compile("near \"(.+?)\": syntax error");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:no such (?:column|table|function): |ambiguous column name: "
              + "|misuse of (?:aggregate|window function)(?: function)?:? "
              + "|wrong number of arguments to function )([^\\s()]+)");
  private static final String INCOMPLETE = "incomplete input";

  /** Empty where it cannot be told, such as for a syntax error near one of several equal words. */
  static Optional<ErrorPlace> of(String message, String sql, Dialect dialect) {
    Matcher character = CHARACTER.matcher(message);
    if (character.find()) {
      return Optional.of(at(sql, Integer.parseInt(character.group(1)) - 1));
    }
    if (message.contains(INCOMPLETE)) {
      return Optional.of(at(sql, sql.length()));
    }
    Matcher name = NAME.matcher(message);
    if (name.find()) {
      // The first of several is as wrong as the others.
      return starts(name.group(1), sql, dialect).stream().findFirst().map(start -> at(sql, start));
    }
    Matcher near = NEAR.matcher(message);
    List<Integer> starts = near.find() ? starts(near.group(1), sql, dialect) : List.of();
    return starts.size() == 1 ? Optional.of(at(sql, starts.getFirst())) : Optional.empty();
  }

  private static List<Integer> starts(String word, String sql, Dialect dialect) {
    String last = word.substring(word.lastIndexOf('.') + 1);
    return SqlLexer.tokens(sql, dialect).stream()
        .filter(token -> says(token, word) || says(token, last))
        .map(SqlToken::start)
        .toList();
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
    return new ErrorPlace(line, end - lineStart + 1);
  }
}
