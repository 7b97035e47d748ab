package dev.rewardgrader.grade.sql.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's JDBC URL, {@code jdbc:postgresql://HOST:PORT/DATABASE?user=…&password=…}.
 *
 * @param server everything before the database's name, with the slash
 * @param database its name
 * @param options what follows it, with the question mark; may be empty
 */
record JdbcUrl(String server, String database, String options) {
  private static final Pattern FORM =
      Pattern.compile("(jdbc:(?:postgresql|mariadb)://[^/?]+/)([^/?]+)(\\?.*)?");
  private static final Pattern SECRET = Pattern.compile("(?i)(password=)[^&]*");

  /** The parts of a URL, or empty where it is none of this form. */
  static Optional<JdbcUrl> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new JdbcUrl(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3) == null ? "" : matcher.group(3)))
        : Optional.empty();
  }

  /** The URL of another database of the same server for another user. */
  String withDatabase(String name, String user, String password) {
    return server + name + "?user=" + user + "&password=" + password;
  }

  String text() {
    return server + database + options;
  }

  /** A URL as messages may show it. */
  static String shown(String url) {
    return SECRET.matcher(url).replaceAll("$1…");
  }
}
