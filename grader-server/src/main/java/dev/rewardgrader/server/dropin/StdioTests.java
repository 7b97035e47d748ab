package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.testsuites.code.datasets.CallText;

/** Tests in two lists, as most data sets keep them: {@code inputs}, {@code outputs}, fn_name. */
final class StdioTests {
  private StdioTests() {}

  /** A task of a whole program, or of a function where {@code fn_name} names one. */
  static ObjectNode task(String language, JsonNode tests, String path, String checker)
      throws InputException {
    JsonNode given = tests.isTextual() ? Json.parse(tests.textValue()) : tests;
    JsonNode inputs = given.path("inputs");
    JsonNode outputs = given.path("outputs");
    if (!inputs.isArray() || inputs.size() != outputs.size()) {
      throw new InputException(path, "expected as many outputs as inputs");
    }
    String function = given.path("fn_name").asText("");
    ObjectNode task = of(language, checker);
    boolean calls = !function.isEmpty() && !given.path("fn_name").isNull();
    if (calls) {
      task.put("entry_point", function);
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (calls) {
        call(task, inputs.get(i), outputs.get(i), path + ".inputs[" + i + "]");
      } else {
        stdio(task, text(inputs.get(i)), text(outputs.get(i)));
      }
    }
    return task;
  }

  /** A task without tests yet, of which every test counts. */
  static ObjectNode of(String language, String checker) {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.put("kind", "code");
    task.put("language", language);
    task.put("checker", checker);
    task.put("policy", "fraction");
    task.putArray("tests");
    return task;
  }

  static void stdio(ObjectNode task, String input, String output) {
    ObjectNode test = ((ArrayNode) task.get("tests")).addObject();
    test.put("input", input);
    test.put("output", output);
  }

  /**
   * @param arguments an array of them, or text with one in each line
   * @param expected the result, as JSON, or as text of JSON where the arguments are text
   */
  static void call(ObjectNode task, JsonNode arguments, JsonNode expected, String path)
      throws InputException {
    ObjectNode test = ((ArrayNode) task.get("tests")).addObject();
    if (arguments.isTextual()) {
      test.set("args", CallText.arguments(arguments.textValue(), path));
      test.set(
          "expected",
          expected.isTextual() ? CallText.resultOrText(expected.textValue()) : expected);
      return;
    }
    if (!arguments.isArray()) {
      throw new InputException(path, "expected an array of arguments");
    }
    test.set("args", arguments);
    test.set("expected", expected);
  }

  static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
