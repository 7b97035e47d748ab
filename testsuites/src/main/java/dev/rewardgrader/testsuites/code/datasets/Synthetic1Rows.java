package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

/**
 * SYNTHETIC-1: {@code verification_info} with a language and test cases of type {@code
 * stdin_stdout} or {@code function_call} (PrimeIntellect/genesys, {@code
 * verifiers/code_test_verifier.py}).
 */
final class Synthetic1Rows implements DatasetFormat {
  private static final String PATH = "$.verification_info";

  @Override
  public String name() {
    return "synthetic1";
  }

  @Override
  public String description() {
    return "SYNTHETIC-1 rows (verification_info.test_cases)";
  }

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name(), row, number, "problem_id", "response_id", "id");
    JsonNode info = Rows.parsed(row.get("verification_info"), PATH);
    if (info == null || !info.isObject()) {
      throw new InputException(PATH, "missing: expected an object with test_cases");
    }
    task.put("language", info.path("language").asText("python"));
    JsonNode tests = Rows.parsed(info.get("test_cases"), PATH + ".test_cases");
    int i = 0;
    for (JsonNode test : tests == null ? Rows.NODES.arrayNode() : tests) {
      String place = PATH + ".test_cases[" + i++ + "]";
      if (test.path("type").asText("stdin_stdout").equals("function_call")) {
        task.put("entry_point", test.path("fn_name").asText());
        Rows.call(task, test.path("input"), test.path("output"));
      } else {
        Rows.stdio(
            task,
            Rows.text(test.get("input"), place + ".input"),
            Rows.text(test.get("output"), place + ".output"));
      }
    }
    Rows.requireTests(task, PATH);
    task.put("checker", "synthetic1");
    return task;
  }
}
