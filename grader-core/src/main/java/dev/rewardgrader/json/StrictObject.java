package dev.rewardgrader.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads a JSON object field by field and, at {@link #finish()}, refuses what nobody asked for.
 *
 * <p>Absent and {@code null} are the same thing. Every error carries the JSON path of its place.
 */
public final class StrictObject {
  private final ObjectNode node;
  private final String path;
  private final Set<String> asked = new LinkedHashSet<>();

  private StrictObject(ObjectNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /**
   * @param path the JSON path of {@code node}, {@code $} for a whole document
   * @throws InputException when {@code node} is not an object
   */
  public static StrictObject of(JsonNode node, String path) throws InputException {
    if (node instanceof ObjectNode object) {
      return new StrictObject(object, path);
    }
    throw new InputException(path, "expected an object, not " + describe(node));
  }

  public String path() {
    return path;
  }

  /** The object itself, for whoever reads it strictly later. */
  public ObjectNode node() {
    return node;
  }

  /** The path of a field of this object. */
  public String path(String field) {
    return path + "." + field;
  }

  public boolean has(String field) {
    return field(field) != null;
  }

  /** Any value, or null when absent. */
  public JsonNode any(String field) {
    return field(field);
  }

  /** Any value that must be there. */
  public JsonNode required(String field) throws InputException {
    JsonNode value = field(field);
    if (value == null) {
      throw new InputException(path(field), "missing");
    }
    return value;
  }

  public String string(String field) throws InputException {
    JsonNode value = required(field);
    if (!value.isTextual()) {
      throw new InputException(path(field), "expected a string, not " + describe(value));
    }
    return value.textValue();
  }

  public String string(String field, String fallback) throws InputException {
    return has(field) ? string(field) : fallback;
  }

  /** A string or number, as text: identifiers are written both ways. */
  public String text(String field, String fallback) throws InputException {
    JsonNode value = field(field);
    if (value == null) {
      return fallback;
    }
    if (!value.isTextual() && !value.isNumber()) {
      throw new InputException(path(field), "expected a string, not " + describe(value));
    }
    return value.asText();
  }

  public boolean bool(String field, boolean fallback) throws InputException {
    JsonNode value = field(field);
    if (value == null) {
      return fallback;
    }
    if (!value.isBoolean()) {
      throw new InputException(path(field), "expected true or false, not " + describe(value));
    }
    return value.booleanValue();
  }

  public OptionalLong positiveLong(String field) throws InputException {
    JsonNode value = field(field);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() <= 0) {
      throw new InputException(
          path(field), "expected a positive whole number, not " + describe(value));
    }
    return OptionalLong.of(value.longValue());
  }

  public OptionalDouble number(String field) throws InputException {
    JsonNode value = field(field);
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new InputException(path(field), "expected a number, not " + describe(value));
    }
    return OptionalDouble.of(value.doubleValue());
  }

  /** The elements of an array, empty when absent. */
  public List<JsonNode> list(String field) throws InputException {
    JsonNode value = field(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw new InputException(path(field), "expected an array, not " + describe(value));
    }
    List<JsonNode> items = new ArrayList<>(value.size());
    value.forEach(items::add);
    return items;
  }

  /** A string, or an array of strings; empty when absent. */
  public List<String> strings(String field) throws InputException {
    JsonNode value = field(field);
    if (value == null) {
      return List.of();
    }
    if (value.isTextual()) {
      return List.of(value.textValue());
    }
    List<String> items = new ArrayList<>();
    for (JsonNode item : list(field)) {
      if (!item.isTextual()) {
        throw new InputException(
            path(field) + "[" + items.size() + "]", "expected a string, not " + describe(item));
      }
      items.add(item.textValue());
    }
    return items;
  }

  /** An object of strings; empty when absent. */
  public Map<String, String> stringMap(String field) throws InputException {
    JsonNode value = field(field);
    if (value == null) {
      return Map.of();
    }
    if (!value.isObject()) {
      throw new InputException(path(field), "expected an object, not " + describe(value));
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new InputException(
            path(field) + "." + entry.getKey(),
            "expected a string, not " + describe(entry.getValue()));
      }
      map.put(entry.getKey(), entry.getValue().textValue());
    }
    return map;
  }

  /** One of a fixed set of words. */
  public String oneOf(String field, String fallback, List<String> words) throws InputException {
    String value = string(field, fallback);
    if (!words.contains(value)) {
      throw new InputException(
          path(field),
          "'" + value + "' is not one of " + String.join(", ", words) + Suggest.hint(value, words));
    }
    return value;
  }

  /** The object in a field, or null when absent. */
  public StrictObject object(String field) throws InputException {
    JsonNode value = field(field);
    return value == null ? null : of(value, path(field));
  }

  /** Everything that no call has asked for yet, in its order; those fields count as asked for. */
  public Map<String, JsonNode> rest() {
    Map<String, JsonNode> rest = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (asked.add(entry.getKey())) {
        rest.put(entry.getKey(), entry.getValue());
      }
    }
    return rest;
  }

  /**
   * @throws InputException naming the first field that no call has asked for
   */
  public void finish() throws InputException {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!asked.contains(entry.getKey())) {
        throw new InputException(
            path(entry.getKey()), "unknown field" + Suggest.hint(entry.getKey(), asked));
      }
    }
  }

  private JsonNode field(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  static String describe(JsonNode node) {
    if (node == null) {
      return "nothing";
    }
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING -> "the string " + shorten(node.toString());
      case NUMBER -> "the number " + shorten(node.toString());
      default -> node.toString();
    };
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }
}
