package dev.rewardgrader.grade.sql.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of what an engine says about an error, ending in {@code at character N} where its place
 * in the query can be told. Characters are code points, counted from 1.
 */
final class ErrorText {
  /** PostgreSQL's, on a line of its own. */
  private static final Pattern POSTGRES = Pattern.compile("\n\\s*Position: (\\d+)");

  /** DuckDB shows a line of the query, cut at both ends where it is long, and a mark below it. */
  private static final Pattern DUCKDB = Pattern.compile("\nLINE (\\d+): ([^\n]*)\n( *)\\^");

  private static final String CUT = "...";

  /** DuckDB's driver puts this line in front when the query cannot be bound. */
  private static final String DUCKDB_WRAPPER =
      "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\n"
          + "Error: ";

  private static final String H2_SYNTAX = "Syntax error in SQL statement \"";
  private static final String H2_MARK = "[*]";
  private static final Pattern H2_ESCAPE = Pattern.compile("\\\\(?:([0-9a-f]{4})|\\\\)");

  /** MariaDB quotes the rest of the query, up to so many characters. */
  private static final Pattern MARIADB =
      Pattern.compile("right syntax to use near '(.*)' at line \\d+", Pattern.DOTALL);

  private static final int MARIADB_REST = 80;

  private ErrorText() {}

  /** The first line alone. */
  static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  static String ofPostgres(Exception e) {
    Matcher position = POSTGRES.matcher(String.valueOf(e.getMessage()));
    return position.find() ? firstLine(e) + " at character " + position.group(1) : firstLine(e);
  }

  static String ofDuckDb(Exception e, String sql) {
    String message = duckDb(e);
    String first = message.lines().findFirst().orElse("");
    Matcher shown = DUCKDB.matcher(message);
    if (!shown.find()) {
      return first;
    }
    int lineStart = lineStart(sql, Integer.parseInt(shown.group(1)));
    int lineEnd = lineStart < 0 ? -1 : sql.indexOf('\n', lineStart);
    String line =
        lineStart < 0 ? "" : sql.substring(lineStart, lineEnd < 0 ? sql.length() : lineEnd);
    String part = shown.group(2);
    boolean cutBefore = part.startsWith(CUT) && !line.startsWith(CUT);
    boolean cutBehind = part.endsWith(CUT) && !line.endsWith(CUT);
    String text =
        part.substring(
            cutBefore ? CUT.length() : 0, part.length() - (cutBehind ? CUT.length() : 0));
    int start = line.indexOf(text);
    int mark =
        shown.group(3).length()
            - ("LINE " + shown.group(1) + ": ").length()
            - (cutBefore ? CUT.length() : 0);
    // Wide and combining characters take other room than one column.
    boolean plain = mark >= 0 && mark <= text.length() && isNarrow(text.substring(0, mark));
    boolean once = start >= 0 && line.indexOf(text, start + 1) < 0;
    return placed(first, sql, plain && once ? lineStart + start + mark : -1);
  }

  /** DuckDB's own words. */
  static String duckDb(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith(DUCKDB_WRAPPER)
        ? message.substring(DUCKDB_WRAPPER.length())
        : message;
  }

  /** H2 repeats the whole statement behind the message. */
  static String ofH2(Exception e, String sql) {
    String message = String.valueOf(e.getMessage());
    String first = firstLine(e).replaceFirst("; SQL statement:$", "");
    int quoted = message.startsWith(H2_SYNTAX) ? H2_SYNTAX.length() : -1;
    if (quoted < 0) {
      return first;
    }
    String shown = decodedH2(message.substring(quoted).replace("\"\"", "\""));
    for (int at = shown.indexOf(H2_MARK); at >= 0; at = shown.indexOf(H2_MARK, at + 1)) {
      String before = shown.substring(0, at);
      String behind = shown.substring(at + H2_MARK.length());
      if (sql.startsWith(before) && behind.startsWith(sql.substring(at))) {
        return placed(first, sql, at);
      }
    }
    return first;
  }

  /** H2 shows line ends and the like as a backslash and four hexadecimal digits. */
  private static String decodedH2(String text) {
    return H2_ESCAPE
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    escape.group(1) == null
                        ? "\\"
                        : Character.toString(Integer.parseInt(escape.group(1), 16))));
  }

  static String ofMariaDb(Exception e, String sql) {
    Matcher near = MARIADB.matcher(String.valueOf(e.getMessage()));
    if (!near.find()) {
      return firstLine(e);
    }
    String rest = near.group(1);
    int at = sql.lastIndexOf(rest);
    boolean end = sql.endsWith(rest);
    boolean once = at >= 0 && rest.length() >= MARIADB_REST && sql.indexOf(rest) == at;
    return placed(firstLine(e), sql, end || once ? at : -1);
  }

  private static String placed(String message, String sql, int offset) {
    return offset < 0 ? message : message + " at character " + (sql.codePointCount(0, offset) + 1);
  }

  private static int lineStart(String sql, int line) {
    int start = 0;
    for (int i = 1; i < line && start >= 0; i++) {
      start = sql.indexOf('\n', start) + 1;
      if (start == 0) {
        return -1;
      }
    }
    return start;
  }

  private static boolean isNarrow(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x300);
  }
}
