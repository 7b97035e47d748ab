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
    JsonNode info = Rows.unpacked(row.get("verification_info"), PATH);
    if (info == null || !info.isObject()) {
      throw new InputException(PATH, "missing: expected an object with test_cases");
    }
    JsonNode language = info.path("language");
    task.put("language", language.isNull() ? "python" : language.asText("python"));
    JsonNode tests = Rows.unpacked(info.get("test_cases"), PATH + ".test_cases");
    new TestCases(task, null).add(tests, PATH + ".test_cases", "");
    Rows.requireTests(task, PATH);
    task.put("checker", "synthetic1");
    return task;
  }
}
