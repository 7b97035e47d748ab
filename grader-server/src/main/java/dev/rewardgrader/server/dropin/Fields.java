package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rewardgrader.json.InputException;
import java.time.Duration;

/** Reads fields of other people's requests, which may hold more than we know. */
final class Fields {
  /** Longer times are asked for by mistake. */
  private static final double LONGEST_S = 3600;

  private Fields() {}

  /** The body, which must be an object. */
  static JsonNode object(JsonNode body) throws InputException {
    if (!body.isObject()) {
      throw new InputException("$", "expected an object");
    }
    return body;
  }

  static String text(JsonNode object, String field) throws InputException {
    JsonNode value = object.get(field);
    if (value == null) {
      throw new InputException("$." + field, "missing");
    }
    if (!value.isTextual()) {
      throw new InputException("$." + field, "expected a string");
    }
    return value.textValue();
  }

  static String text(JsonNode object, String field, String fallback) throws InputException {
    return isAbsent(object.get(field)) ? fallback : text(object, field);
  }

  static double number(JsonNode object, String field, double fallback) throws InputException {
    JsonNode value = object.get(field);
    if (isAbsent(value)) {
      return fallback;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new InputException("$." + field, "expected a number");
    }
    return value.doubleValue();
  }

  /** A time in seconds, from a millisecond to an hour. */
  static Duration seconds(JsonNode object, String field, double fallback) throws InputException {
    double seconds = number(object, field, fallback);
    if (seconds <= 0) {
      throw new InputException("$." + field, "must be more than 0");
    }
    return Duration.ofMillis(Math.max(1, Math.round(1000 * Math.min(seconds, LONGEST_S))));
  }

  /** An array, empty when absent. */
  static JsonNode array(JsonNode object, String field) throws InputException {
    JsonNode value = object.get(field);
    if (isAbsent(value)) {
      return JsonNodeFactory.instance.arrayNode();
    }
    if (!value.isArray()) {
      throw new InputException("$." + field, "expected an array");
    }
    return value;
  }

  static boolean isAbsent(JsonNode value) {
    return value == null || value.isNull() || value.isMissingNode();
  }
}
