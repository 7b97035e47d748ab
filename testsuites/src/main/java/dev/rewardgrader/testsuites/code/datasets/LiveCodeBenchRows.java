package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

/**
 * LiveCodeBench: public and private tests, the private ones as JSON or as base64 of zlib of a
 * pickle of JSON; or the {@code input_output} of its evaluator. 6 s a test (LiveCodeBench, {@code
 * lcb_runner/benchmarks/code_generation.py} and {@code evaluation/testing_util.py}).
 */
final class LiveCodeBenchRows implements DatasetFormat {

  @Override
  public String name() {
    return "livecodebench";
  }

  @Override
  public String description() {
    return "LiveCodeBench rows (public_test_cases, private_test_cases, or input_output)";
  }

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name(), row, number, "question_id", "id");
    task.put("language", "python");
    JsonNode starter = row.get("starter_code");
    if (row.has("input_output")) {
      sample(task, Rows.unpacked(row.get("input_output"), "$.input_output"), starter);
    } else {
      JsonNode metadata = Rows.unpacked(row.get("metadata"), "$.metadata");
      JsonNode named = metadata == null ? null : metadata.get("func_name");
      String function = named == null || named.isNull() ? "" : named.asText();
      tests(task, row, "public_test_cases", function, starter);
      tests(task, row, "private_test_cases", function, starter);
      Rows.requireTests(task, "$");
    }
    task.put("checker", "lcb");
    Rows.timeMs(task, 6000);
    return task;
  }

  /**
   * The evaluator's own form, in which results of functions are JSON text, arguments one a line.
   */
  private static void sample(ObjectNode task, JsonNode tests, JsonNode starter)
      throws InputException {
    String function = tests == null ? "" : tests.path("fn_name").asText("");
    if (function.isEmpty() || function.equals("null")) {
      InputOutput.addTo(task, tests, "$.input_output", "lcb", starter);
      return;
    }
    task.put("entry_point", Rows.entryPoint(function, starter));
    for (int i = 0; i < tests.path("inputs").size(); i++) {
      String place = "$.input_output.inputs[" + i + "]";
      call(task, tests.path("inputs").path(i), tests.path("outputs").path(i), place);
    }
    Rows.requireTests(task, "$.input_output");
  }

  private static void tests(
      ObjectNode task, ObjectNode row, String field, String function, JsonNode starter)
      throws InputException {
    JsonNode value = row.get(field);
    if (value == null || value.isNull()) {
      return;
    }
    String path = "$." + field;
    JsonNode tests = isPacked(value) ? Packed.tests(value.textValue(), path) : value;
    new TestCases(task, starter).add(Rows.unpacked(tests, path), path, function);
  }

  private static boolean isPacked(JsonNode value) {
    return value.isTextual()
        && !value.textValue().isBlank()
        && "[{\"".indexOf(value.textValue().strip().charAt(0)) < 0;
  }

  private static void call(ObjectNode task, JsonNode input, JsonNode output, String place)
      throws InputException {
    ArrayNode args = CallText.arguments(Rows.text(input, place), place);
    Rows.call(task, args, Rows.parsed(output, place));
  }
}
