package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of verl's code trainings (Eurus-2-RL and others): {@code reward_model.ground_truth} with
 * inputs and outputs, or with {@code assert_case} (verl, {@code utils/reward_score/prime_code} and
 * {@code sandbox_fusion}).
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
    JsonNode model = Rows.parsed(row.get("reward_model"), "$.reward_model");
    JsonNode truth = model == null ? row.get("ground_truth") : model.get("ground_truth");
    JsonNode tests = Rows.parsed(truth, PATH);
    if (tests != null && tests.path("assert_case").isArray()) {
      List<String> asserts = new ArrayList<>();
      for (JsonNode one : tests.path("assert_case")) {
        asserts.add(Rows.text(one, PATH + ".assert_case[" + asserts.size() + "]"));
      }
      task.put("test_code", String.join("\n", asserts) + "\n");
    } else {
      InputOutput.addTo(task, tests, PATH, "verl_prime", null);
    }
    Rows.timeMs(task, 10_000);
    return task;
  }
}
