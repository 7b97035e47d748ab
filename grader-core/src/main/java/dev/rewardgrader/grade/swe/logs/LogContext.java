package dev.rewardgrader.grade.swe.logs;

import java.util.Objects;

/**
 * What a few parsers need to know beside the log.
 *
 * @param instanceId selects the runner for {@code parse_log_jekyll} and {@code
 *     parse_log_immutable_js}
 * @param version selects the runner for {@code parse_log_next} and {@code parse_log_lighthouse};
 *     null where the task has none
 */
public record LogContext(String instanceId, String version) {
  public LogContext {
    Objects.requireNonNull(instanceId, "instanceId");
  }
}
