package dev.rewardgrader.grade.swe.logs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a parser made of a log. */
public sealed interface ParsedLog {
  /** Test name to status, in the order of first appearance; empty where nothing was found. */
  record Statuses(Map<String, String> map) implements ParsedLog {
    public Statuses {
      map = Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
  }

  /** The log breaks the rules of its parser. */
  record Refused(LogFault fault, String message) implements ParsedLog {}
}
