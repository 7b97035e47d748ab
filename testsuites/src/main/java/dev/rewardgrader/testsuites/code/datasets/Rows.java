package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What the formats share: looking into rows and building tasks. */
final class Rows {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Rows() {}

  /** A task object with its id: the first of the fields that the row has, or the row's number. */
  static ObjectNode task(String format, ObjectNode row, long number, String... idFields) {
    String id = null;
    for (String field : idFields) {
      JsonNode value = row.get(field);
      if (id == null && value != null && value.isValueNode() && !value.isNull()) {
        id = value.asText();
      }
    }
    ObjectNode task = NODES.objectNode();
    task.put("id", id == null || id.isEmpty() ? format + "-" + number : id);
    task.put("kind", "code");
    return task;
  }

  /** The text of a field, or what stands for an absent one. */
  static String textOr(JsonNode value, String absent) {
    return value == null || value.isNull() || value.asText().isEmpty() ? absent : value.asText();
  }

  static void timeMs(ObjectNode task, long millis) {
    task.withObject("/limits").put("time_ms", millis);
  }

  static void memoryMb(ObjectNode task, long mib) {
    task.withObject("/limits").put("memory_mb", mib);
  }

  /** A value, or the JSON that a string holds. */
  static JsonNode parsed(JsonNode value, String path) throws InputException {
    if (value == null || !value.isTextual()) {
      return value;
    }
    try {
      return Json.parse(value.textValue());
    } catch (InputException e) {
      throw new InputException(path, e.problem());
    }
  }

  /** An object or a list, or the JSON of one that a string holds, be it in a string again. */
  static JsonNode unpacked(JsonNode value, String path) throws InputException {
    JsonNode first = parsed(value, path);
    return first != null && first.isTextual() ? parsed(first, path) : first;
  }

  /** Source lines that judge: as {@link #lines}, with an assert among them. */
  static String asserts(JsonNode lines, String path) throws InputException {
    String text = lines(lines, path, "asserts");
    if (!text.contains("assert")) {
      throw new InputException(path, "holds no assert, and so cannot tell right from wrong");
    }
    return text;
  }

  /** Source lines: a list of texts that are not empty. */
  static String lines(JsonNode lines, String path, String what) throws InputException {
    if (lines == null || !lines.isArray() || lines.isEmpty()) {
      throw new InputException(path, "missing: expected a list of " + what);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isTextual() || lines.get(i).textValue().isBlank()) {
        throw new InputException(path + "[" + i + "]", "expected source text");
      }
      text.append(lines.get(i).textValue()).append('\n');
    }
    return text.toString();
  }

  /**
   * A limit in seconds or another unit.
   *
   * @param unset what stands for no limit beside null, such as 0; NaN for nothing
   * @param most more than this is a slip
   * @return NaN where there is none
   */
  static double limit(JsonNode value, String path, double unset, double most)
      throws InputException {
    if (value == null || value.isMissingNode() || value.isNull()) {
      return Double.NaN;
    }
    double limit = value.isNumber() ? value.asDouble() : Double.NaN;
    if (limit == unset) {
      return Double.NaN;
    }
    if (!(limit > 0) || limit > most) {
      throw new InputException(
          path, "expected a number above 0 and not above %s, not %s".formatted((long) most, value));
    }
    return limit;
  }

  /** Text, a list of lines, or a number or boolean as Python prints it. */
  static String text(JsonNode value, String path) throws InputException {
    if (value == null || value.isNull()) {
      throw new InputException(path, "missing");
    }
    if (value.isArray()) {
      List<String> lines = new ArrayList<>(value.size());
      for (JsonNode line : value) {
        lines.add(text(line, path + "[" + lines.size() + "]"));
      }
      return String.join("\n", lines);
    }
    if (value.isObject()) {
      throw new InputException(path, "expected text");
    }
    return value.isBoolean() ? (value.booleanValue() ? "True" : "False") : value.asText();
  }

  /** Adds a test of a program. */
  static void stdio(ObjectNode task, String input, String output) {
    ObjectNode test = task.withArray("tests").addObject();
    test.put("input", input);
    test.put("output", output);
  }

  /** Adds a test of a function; what is to come out is there, even if it is null. */
  static void call(ObjectNode task, JsonNode args, JsonNode expected) {
    ObjectNode test = task.withArray("tests").addObject();
    ArrayNode list = test.putArray("args");
    if (args.isArray()) {
      list.addAll((ArrayNode) args);
    } else {
      list.add(args);
    }
    test.set("expected", expected);
  }

  static void requireTests(ObjectNode task, String path) throws InputException {
    if (task.path("tests").isEmpty()) {
      throw new InputException(path, "the row has no tests");
    }
  }

  /** The entry point of a function, on {@code Solution} where the starter code has that class. */
  static String entryPoint(String function, JsonNode starterCode) {
    boolean method = starterCode != null && starterCode.asText().contains("class Solution");
    return method ? "Solution()." + function : function;
  }

  static String required(ObjectNode row, String field) throws InputException {
    JsonNode value = row.get(field);
    if (value == null || !value.isTextual()) {
      throw new InputException("$." + field, "missing: expected a string");
    }
    return value.textValue();
  }
}
