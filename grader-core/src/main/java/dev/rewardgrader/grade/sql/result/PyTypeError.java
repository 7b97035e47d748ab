package dev.rewardgrader.grade.sql.result;

/**
 * Where Python's reference code would raise {@code TypeError}; the metrics turn it into what the
 * reference returns.
 */
public final class PyTypeError extends RuntimeException {
  public PyTypeError(String message) {
    super(message, null, false, false);
  }
}
