package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

/**
 * Rows of verl's code trainings (Eurus-2-RL and others): {@code reward_model.ground_truth} with
 * inputs and outputs, with {@code assert_case}, or a list of tests as DeepCoder has them (verl,
 * {@code utils/reward_score/prime_code} and {@code sandbox_fusion}).
 */
final class VerlPrimeRows implements DatasetFormat {
  private static final String PATH = "$.reward_model.ground_truth";

  @Override
  public String name() {
    return "verl_prime";
  }

  @Override
  public String description() {
    return "verl rows (reward_model.ground_truth with inputs and outputs, or assert_case)";
  }

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name(), row, number, "id", "uid");
    JsonNode index = row.path("extra_info").path("index");
    if (!row.has("id") && !row.has("uid") && index.isValueNode()) {
      task.put("id", row.path("data_source").asText(name()) + "-" + index.asText());
    }
    task.put("language", "python");
    JsonNode model = Rows.unpacked(row.get("reward_model"), "$.reward_model");
    JsonNode truth = model == null ? row.get("ground_truth") : model.get("ground_truth");
    JsonNode tests = Rows.unpacked(truth, PATH);
    if (tests != null && tests.has("assert_case")) {
      task.put("test_code", Rows.asserts(tests.get("assert_case"), PATH + ".assert_case"));
    } else if (tests != null && tests.isArray()) {
      new TestCases(task, row.get("starter_code")).add(tests, PATH, "");
      Rows.requireTests(task, PATH);
      task.put("checker", "verl_prime");
    } else {
      InputOutput.addTo(task, tests, PATH, "verl_prime", null);
    }
    Rows.timeMs(task, 10_000);
    return task;
  }
}
