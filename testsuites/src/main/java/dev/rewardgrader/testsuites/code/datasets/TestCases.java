package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.util.List;

/**
 * Lists of tests that say of what kind they are: {@code stdin} or {@code stdin_stdout} for
 * programs, {@code functional} (arguments one a line) or {@code function_call} (a list of them) for
 * functions (LiveCodeBench; SYNTHETIC-1; rllm's DeepCoder rows). All tests of a row are of one form
 * and call one function.
 */
final class TestCases {
  private static final List<String> PROGRAM = List.of("stdin", "stdin_stdout", "stdio");

  private final ObjectNode task;
  private final JsonNode starterCode;

  /**
   * @param starterCode tells whether functions are methods, or null
   */
  TestCases(ObjectNode task, JsonNode starterCode) {
    this.task = task;
    this.starterCode = starterCode;
  }

  /**
   * Adds tests.
   *
   * @param tests a list, null for none
   * @param path of the list, for messages
   * @param function the one that tests call which do not name it; empty for none
   */
  void add(JsonNode tests, String path, String function) throws InputException {
    if (tests == null || tests.isNull()) {
      return;
    }
    if (!tests.isArray()) {
      throw new InputException(path, "expected a list of tests");
    }
    for (int i = 0; i < tests.size(); i++) {
      String place = path + "[" + i + "]";
      JsonNode test = tests.get(i);
      if (!test.isObject()) {
        throw new InputException(place, "expected an object with input and output");
      }
      if (!test.has("output")) {
        throw new InputException(place + ".output", "missing: what is the right output?");
      }
      String field = test.has("testtype") ? "testtype" : "type";
      String type = test.path(field).asText(PROGRAM.getFirst());
      if (PROGRAM.contains(type)) {
        requireForm(false, place);
        Rows.stdio(
            task,
            Rows.text(test.get("input"), place + ".input"),
            Rows.text(test.get("output"), place + ".output"));
      } else if (type.equals("functional") || type.equals("function_call")) {
        requireForm(true, place);
        entryPoint(function(test, function, place), place);
        call(test, type.equals("functional"), place);
      } else {
        throw new InputException(place + "." + field, "'" + type + "' is no kind of test");
      }
    }
  }

  private void requireForm(boolean calls, String place) throws InputException {
    if (task.has("tests") && task.has("entry_point") != calls) {
      throw new InputException(place, "tests of programs and of functions are mixed");
    }
  }

  private static String function(JsonNode test, String function, String place)
      throws InputException {
    JsonNode own = test.has("fn_name") ? test.get("fn_name") : test.at("/metadata/func_name");
    String name = own.isMissingNode() || own.isNull() ? function : own.asText();
    if (name.isEmpty()) {
      throw new InputException(place, "names no function: which one is tested?");
    }
    return name;
  }

  private void entryPoint(String function, String place) throws InputException {
    String entry = Rows.entryPoint(function, starterCode);
    String before = task.path("entry_point").asText(entry);
    if (!before.equals(entry)) {
      throw new InputException(
          place, "calls '%s', and tests before it '%s'".formatted(entry, before));
    }
    task.put("entry_point", entry);
  }

  private void call(JsonNode test, boolean lines, String place) throws InputException {
    JsonNode output = test.get("output");
    if (lines && test.path("input").isTextual()) {
      JsonNode expected = output.isTextual() ? Rows.parsed(output, place + ".output") : output;
      Rows.call(task, CallText.arguments(test.get("input").textValue(), place), expected);
    } else if (test.has("input")) {
      Rows.call(task, test.get("input"), output);
    } else {
      throw new InputException(place + ".input", "missing");
    }
  }
}
