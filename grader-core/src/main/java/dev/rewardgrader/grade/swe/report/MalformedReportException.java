package dev.rewardgrader.grade.swe.report;

/** A report that is broken or cut off. The message says where. */
public final class MalformedReportException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
