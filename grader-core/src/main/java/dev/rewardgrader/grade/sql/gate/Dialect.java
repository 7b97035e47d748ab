package dev.rewardgrader.grade.sql.gate;

import java.util.Locale;

/** The SQL dialects that are graded; each has an engine. */
public enum Dialect {
  SQLITE,
  H2,
  DUCKDB,
  MARIADB,
  POSTGRESQL;

  /** Whether its databases are a server's, named by a URL, and not files. */
  public boolean isServer() {
    return this == MARIADB || this == POSTGRESQL;
  }

  /** The word used in tasks. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The dialect of a word; null is SQLite.
   *
   * @throws IllegalArgumentException for a word that is none
   */
  public static Dialect of(String word) {
    return word == null ? SQLITE : valueOf(word.toUpperCase(Locale.ROOT));
  }
}
