package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits other people's field names to ours: {@code completion=output,task.gold=answer} takes the
 * completion from {@code output} and the gold of the task from {@code answer}. A constant is set
 * with {@link #withConstants}. Dots walk into objects.
 */
public final class FieldMapping {
  /** Fields as they are. */
  public static final FieldMapping NONE = new FieldMapping(Map.of(), Map.of());

  private final Map<String, String> sources;
  private final Map<String, JsonNode> constants;

  private FieldMapping(Map<String, String> sources, Map<String, JsonNode> constants) {
    this.sources = sources;
    this.constants = constants;
  }

  /**
   * @param pairs {@code ours=theirs}
   * @throws InputException when a pair has another form or names a field that a rollout lacks
   */
  public static FieldMapping parse(List<String> pairs) throws InputException {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals <= 0 || equals == pair.length() - 1) {
        throw new InputException("--map", "'" + pair + "' is not of the form field=theirs");
      }
      sources.put(target(pair.substring(0, equals), "--map"), pair.substring(equals + 1));
    }
    return new FieldMapping(sources, Map.of());
  }

  /**
   * @param pairs {@code field=value}; a value that is not JSON is taken as a string
   */
  public FieldMapping withConstants(List<String> pairs) throws InputException {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new InputException("--set", "'" + pair + "' is not of the form field=value");
      }
      values.put(target(pair.substring(0, equals), "--set"), value(pair.substring(equals + 1)));
    }
    return new FieldMapping(sources, values);
  }

  private static JsonNode value(String text) {
    try {
      return Json.parse(text);
    } catch (InputException e) {
      return Json.MAPPER.getNodeFactory().textNode(text);
    }
  }

  private static String target(String field, String option) throws InputException {
    String head = field.split("\\.", 2)[0];
    if (!RolloutReader.FIELDS.contains(head)) {
      throw new InputException(
          option,
          "'%s' is not a field of a rollout: use %s, or task.x for a field of the task"
              .formatted(field, String.join(", ", RolloutReader.FIELDS)));
    }
    return field;
  }

  /** The line in our field names. The given object is changed. */
  ObjectNode apply(ObjectNode line) throws InputException {
    if (sources.isEmpty() && constants.isEmpty()) {
      return line;
    }
    Map<String, JsonNode> found = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : sources.entrySet()) {
      JsonNode value = take(line, entry.getValue());
      if (value != null) {
        found.put(entry.getKey(), value);
      }
    }
    for (Map.Entry<String, JsonNode> entry : constants.entrySet()) {
      put(line, entry.getKey(), entry.getValue());
    }
    for (Map.Entry<String, JsonNode> entry : found.entrySet()) {
      put(line, entry.getKey(), entry.getValue());
    }
    return line;
  }

  private static JsonNode take(ObjectNode line, String path) {
    ObjectNode at = line;
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      if (!(at.get(steps[i]) instanceof ObjectNode next)) {
        return null;
      }
      at = next;
    }
    return at.remove(steps[steps.length - 1]);
  }

  private static void put(ObjectNode line, String path, JsonNode value) throws InputException {
    ObjectNode at = line;
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      JsonNode next = at.get(steps[i]);
      if (next == null || next.isNull()) {
        at = at.putObject(steps[i]);
      } else if (next instanceof ObjectNode object) {
        at = object;
      } else {
        throw new InputException(
            "$." + steps[i], "is not an object, so " + path + " cannot be set in it");
      }
    }
    at.set(steps[steps.length - 1], value);
  }
}
