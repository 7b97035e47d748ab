package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

/** The {@code {"inputs": […], "outputs": […], "fn_name"?}} that APPS began and many took over. */
final class InputOutput {
  private InputOutput() {}

  /**
   * Adds the tests.
   *
   * @param checker the profile
   * @param starterCode tells whether functions are methods, or null
   */
  static void addTo(
      ObjectNode task, JsonNode tests, String path, String checker, JsonNode starterCode)
      throws InputException {
    if (tests == null || !tests.isObject()) {
      throw new InputException(path, "expected an object of inputs and outputs");
    }
    JsonNode inputs = tests.path("inputs");
    JsonNode outputs = tests.path("outputs");
    if (!inputs.isArray() || !outputs.isArray() || inputs.size() != outputs.size()) {
      throw new InputException(
          path,
          "expected as many outputs as inputs, not %d and %d"
              .formatted(outputs.size(), inputs.size()));
    }
    String function = tests.path("fn_name").asText("");
    if (!function.isEmpty() && !tests.path("fn_name").isNull()) {
      task.put("entry_point", Rows.entryPoint(function, starterCode));
    }
    for (int i = 0; i < inputs.size(); i++) {
      String place = path + ".outputs[" + i + "]";
      if (task.has("entry_point")) {
        call(task, inputs.get(i), outputs.get(i), path + ".inputs[" + i + "]");
      } else {
        Rows.stdio(
            task,
            Rows.text(inputs.get(i), path + ".inputs[" + i + "]"),
            Rows.text(outputs.get(i), place));
      }
    }
    Rows.requireTests(task, path);
    task.put("checker", checker);
  }

  private static void call(ObjectNode task, JsonNode input, JsonNode output, String place)
      throws InputException {
    if (input.isTextual()) {
      JsonNode expected = output.isTextual() ? CallText.resultOrText(output.textValue()) : output;
      Rows.call(task, CallText.arguments(input.textValue(), place), expected);
    } else {
      Rows.call(task, input, output);
    }
  }
}
