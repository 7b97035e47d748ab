package dev.rewardgrader.grade.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.json.InputException;
import java.time.Duration;
import java.util.Map;

/**
 * The options of a task: {@code mode}, {@code timeout_s}, {@code workdir}, {@code memory_mb},
 * {@code cpus}, {@code runs} and {@code static_facts}; {@code flaky} and {@code gate} are read
 * elsewhere.
 */
public final class SweOptions {
  private SweOptions() {}

  /**
   * Settings with the options of a task.
   *
   * @param options may be null or missing
   * @throws InputException if one is unknown or has another shape
   */
  public static SweSettings apply(SweSettings settings, JsonNode options) throws InputException {
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
            case "runs" -> own.withRuns(runs(value));
            case "static_facts" -> own.withStaticFacts(value.asBoolean());
            // These two are for the policy, and for the lists of tests.
            case "gate", "flaky" -> own;
            case "memory_mb" -> own.withLimits(memory(own.limits(), value));
            case "cpus" -> own.withLimits(cpus(own.limits(), value));
            default ->
                throw new InputException(
                    "$.options." + option.getKey(),
                    "is unknown; a task may set mode, timeout_s, workdir, memory_mb, cpus, runs,"
                        + " static_facts, flaky and gate");
          };
    }
    return own;
  }

  private static ContainerLimits memory(ContainerLimits limits, JsonNode value)
      throws InputException {
    if (!value.isIntegralNumber() || value.asLong() < 16 || value.asLong() > 1 << 20) {
      throw new InputException("$.options.memory_mb", "must be a whole number from 16 to 1048576");
    }
    return new ContainerLimits(value.asLong() << 20, limits.pids(), limits.cpus());
  }

  private static ContainerLimits cpus(ContainerLimits limits, JsonNode value)
      throws InputException {
    if (!value.isNumber() || !(value.asDouble() >= 0)) {
      throw new InputException("$.options.cpus", "must be a number of processors, 0 for no limit");
    }
    return new ContainerLimits(limits.memoryBytes(), limits.pids(), value.asDouble());
  }

  private static int runs(JsonNode value) throws InputException {
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > 100) {
      throw new InputException("$.options.runs", "must be a whole number from 1 to 100");
    }
    return value.intValue();
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
