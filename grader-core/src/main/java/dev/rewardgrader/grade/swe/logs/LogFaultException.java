package dev.rewardgrader.grade.swe.logs;

/** Leaves a parser where it cannot go on; {@link LogParser#parse} turns it into a value. */
final class LogFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final LogFault fault;

  LogFaultException(LogFault fault, String message) {
    super(message, null, false, false);
    this.fault = fault;
  }

  LogFault fault() {
    return fault;
  }
}
