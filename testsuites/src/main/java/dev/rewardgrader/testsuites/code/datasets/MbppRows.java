package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * MBPP: {@code test_list} after {@code test_setup_code} or {@code test_imports}, 3 s
 * (google-research/mbpp; openai/human-eval, {@code execution.py}).
 */
final class MbppRows implements DatasetFormat {

  @Override
  public String name() {
    return "mbpp";
  }

  @Override
  public String description() {
    return "MBPP rows (test_list, test_setup_code or test_imports)";
  }

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name(), row, number, "task_id", "id");
    task.put("language", "python");
    List<String> lines = new ArrayList<>();
    String setup = row.path("test_setup_code").asText("");
    if (!setup.isEmpty()) {
      lines.add(setup);
    }
    row.path("test_imports").forEach(line -> lines.add(line.asText()));
    JsonNode tests = row.path("test_list");
    if (!tests.isArray() || tests.isEmpty()) {
      throw new InputException("$.test_list", "missing: expected a list of asserts");
    }
    tests.forEach(line -> lines.add(line.asText()));
    row.path("challenge_test_list").forEach(line -> lines.add(line.asText()));
    task.put("test_code", String.join("\n", lines) + "\n");
    Rows.timeMs(task, 3000);
    return task;
  }
}
