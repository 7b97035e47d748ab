package dev.rewardgrader.grade.swe.logs;

/** One parser of the registry. Stateless, and linear in the length of the log. */
public final class LogParser {
  /** The work of a parser: puts what it finds, or throws {@link LogFaultException}. */
  @FunctionalInterface
  interface Body {
    void parse(String log, LogContext context, StatusMap out);
  }

  private final String name;
  private final Body body;

  LogParser(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  /** The name in the registry, such as {@code parse_log_pytest}. */
  public String name() {
    return name;
  }

  /** Reads a log whose lines end with {@code \n}. */
  public ParsedLog parse(String log, LogContext context) {
    StatusMap out = new StatusMap(log.length());
    try {
      body.parse(log, context, out);
    } catch (LogFaultException e) {
      return new ParsedLog.Refused(e.fault(), name + ": " + e.getMessage());
    }
    return new ParsedLog.Statuses(out.map(), out.conflicts());
  }
}
