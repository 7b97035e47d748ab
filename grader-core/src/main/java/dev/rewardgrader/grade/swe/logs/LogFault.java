package dev.rewardgrader.grade.swe.logs;

/** Why a log has no statuses, where the public harness would have raised an exception. */
public enum LogFault {
  /** The JSON of a reporter is broken. */
  MALFORMED_JSON("malformed-json", "JSONDecodeError"),
  /** The JSON of a reporter holds a whole number of more digits than Python reads. */
  NUMBER_TOO_LONG("number-too-long", "ValueError"),
  /** The JSON of a reporter is nested more deeply than Python reads. */
  NESTED_TOO_DEEPLY("nested-too-deeply", "RecursionError"),
  /** The XML of a reporter is broken. */
  MALFORMED_XML("malformed-xml", "ParseError"),
  /** A report lacks a field. */
  MISSING_FIELD("missing-field", "KeyError"),
  /** A report has a field of another type. */
  WRONG_TYPE("wrong-type", "TypeError"),
  /** The instance or version selects no parser. */
  UNKNOWN_TASK("unknown-task", "ValueError"),
  /** A line or an id has fewer parts than its kind must have. */
  MISSING_PART("missing-part", "IndexError"),
  /** A result mark stands where the runner never puts it. */
  MISPLACED_MARK("misplaced-mark", "AttributeError"),
  /**
   * The log asks for more names than a log of its size can hold; the public harness has no bound.
   */
  TOO_MANY_NAMES("too-many-names", "MemoryError");

  private final String code;
  private final String pythonException;

  LogFault(String code, String pythonException) {
    this.code = code;
    this.pythonException = pythonException;
  }

  /** The reason code of a record. */
  public String code() {
    return code;
  }

  /** The name of the exception that the public harness raises here. */
  public String pythonException() {
    return pythonException;
  }
}
