package dev.rewardgrader.grade.swe;

import java.util.Map;

/** What the log of an evaluation says, before the expected tests are looked up in it. */
public sealed interface LogEvaluation {
  /** The tests ran; their statuses. May be empty where the runner prints failures only. */
  record Ran(Map<String, String> statuses) implements LogEvaluation {}

  /** The log shows no valid run. Counts as not resolved. */
  record NotRun(String reason, String message) implements LogEvaluation {}

  /** The log cannot be read by its parser. The public harness stops with an exception here. */
  record Unreadable(String reason, String pythonException, String message)
      implements LogEvaluation {}
}
