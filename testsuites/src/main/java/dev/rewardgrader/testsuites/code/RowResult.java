package dev.rewardgrader.testsuites.code;

import dev.rewardgrader.grade.Verdict;

/**
 * What became of one row.
 *
 * @param verdict of the candidate; null where none was reached
 * @param reason why it was not accepted, or null
 * @param nanos spent on it
 */
public record RowResult(String id, Status status, Verdict verdict, String reason, long nanos) {

  /** The four things that can become of a row. */
  public enum Status {
    ACCEPTED,
    REJECTED,
    /** A tool or library is missing, or the row itself is broken. */
    NOT_SERVABLE,
    FAULT
  }
}
