package dev.rewardgrader.grade.sql.pandas;

/** A gold CSV that {@code read_csv} refuses; a fault of the task. */
public final class MalformedCsvException extends Exception {
  public MalformedCsvException(String message) {
    super(message);
  }
}
