package dev.rewardgrader.grade.sql.suite;

import dev.rewardgrader.grade.sql.suite.SqlparseLexer.Kind;
import dev.rewardgrader.grade.sql.suite.SqlparseLexer.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the reference does to a query's text before it runs it (parse.py and exec_eval.py of
 * test-suite-sql-eval).
 */
final class QueryText {
  private static final Pattern CURRENT_YEAR =
      Pattern.compile("YEAR\\s*\\(\\s*CURDATE\\s*\\(\\s*\\)\\s*\\)\\s*", Pattern.CASE_INSENSITIVE);

  private QueryText() {}

  /** Operators that models write apart are put together. */
  static String repairOperators(String query) {
    return query.replace("> =", ">=").replace("< =", "<=").replace("! =", "!=");
  }

  /** The year in which the data was made. */
  static String fixYear(String query) {
    return CURRENT_YEAR.matcher(query).replaceAll("2020");
  }

  /**
   * Without the word DISTINCT; what follows the first statement is lost, too. Empty where there is
   * no statement.
   */
  static Optional<String> removeDistinct(String query) {
    return firstStatement(query)
        .map(
            pieces ->
                pieces.stream()
                    .map(Piece::text)
                    .filter(text -> !text.equalsIgnoreCase("distinct"))
                    .collect(Collectors.joining()));
  }

  /**
   * The pieces of the first statement, with its semicolon and the blanks and line comments behind
   * it.
   */
  static Optional<List<Piece>> firstStatement(String query) {
    List<Piece> statement = new ArrayList<>();
    int level = 0;
    boolean ended = false;
    for (Piece piece : SqlparseLexer.pieces(query)) {
      if (ended && piece.kind() != Kind.WHITESPACE && piece.kind() != Kind.LINE_COMMENT) {
        break;
      }
      level += levelChange(piece);
      statement.add(piece);
      ended = ended || (level <= 0 && piece.kind() == Kind.PUNCTUATION && piece.text().equals(";"));
    }
    boolean blank =
        statement.stream()
            .allMatch(piece -> piece.kind() == Kind.WHITESPACE || piece.kind() == Kind.NEWLINE);
    return blank ? Optional.empty() : Optional.of(statement);
  }

  private static int levelChange(Piece piece) {
    return switch (piece.kind()) {
      case PUNCTUATION -> piece.text().equals("(") ? 1 : piece.text().equals(")") ? -1 : 0;
      case WORD -> piece.text().toUpperCase(Locale.ROOT).equals("END") ? -1 : 0;
      default -> 0;
    };
  }
}
