package dev.rewardgrader.grade.sql.spider;

/** The reference's parser does not take the query. */
final class SpiderParseException extends Exception {
  private static final long serialVersionUID = 1L;

  SpiderParseException(String message) {
    super(message);
  }
}
