package dev.rewardgrader.grade.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import java.time.Duration;
import java.util.Map;

/** The options of a task: {@code mode}, {@code timeout_s} and {@code workdir}. */
final class SweOptions {
  private SweOptions() {}

  static SweSettings apply(SweSettings settings, JsonNode options) throws InputException {
    SweSettings own = settings;
    if (options == null || options.isNull() || options.isMissingNode()) {
      return own;
    }
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      JsonNode value = option.getValue();
      own =
          switch (option.getKey()) {
            case "mode" -> own.withMode(mode(value.asText()));
            case "timeout_s" -> own.withTimeout(timeout(value));
            case "workdir" -> own.withWorkdir(value.asText());
            default ->
                throw new InputException(
                    "$.options." + option.getKey(),
                    "is unknown; a task may set mode, timeout_s and workdir");
          };
    }
    return own;
  }

  private static SweMode mode(String word) throws InputException {
    for (SweMode mode : SweMode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new InputException("$.options.mode", "'" + word + "' is neither strict nor reference");
  }

  private static Duration timeout(JsonNode value) throws InputException {
    if (!value.isNumber() || value.asLong() <= 0) {
      throw new InputException("$.options.timeout_s", "must be a positive number of seconds");
    }
    return Duration.ofMillis(Math.round(value.doubleValue() * 1000));
  }
}
