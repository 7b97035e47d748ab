package dev.rewardgrader.grade.swe.logs;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** What a parser made of a log. */
public sealed interface ParsedLog {
  /**
   * What was found.
   *
   * @param map test name to status, in the order of first appearance; the last status counts
   * @param conflicts test name to all its statuses, where the log gives it more than one
   */
  record Statuses(Map<String, String> map, Map<String, Set<String>> conflicts)
      implements ParsedLog {
    public Statuses {
      map = Collections.unmodifiableMap(map);
      conflicts = Collections.unmodifiableMap(conflicts);
    }
  }

  /** The log breaks the rules of its parser. */
  record Refused(LogFault fault, String message) implements ParsedLog {}
}
