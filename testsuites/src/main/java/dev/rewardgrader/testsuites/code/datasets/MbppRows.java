package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

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
    StringBuilder source = new StringBuilder();
    JsonNode setup = row.path("test_setup_code");
    if (!setup.asText("").isBlank() && !setup.isNull()) {
      source.append(setup.asText()).append('\n');
    }
    String tests = Rows.asserts(row.get("test_list"), "$.test_list");
    for (String more : new String[] {"test_imports", "challenge_test_list"}) {
      JsonNode list = row.path(more);
      boolean some = !list.isMissingNode() && !list.isNull() && !(list.isArray() && list.isEmpty());
      String lines = some ? Rows.lines(list, "$." + more, "source lines") : "";
      source.append(more.equals("test_imports") ? lines + tests : lines);
    }
    task.put("test_code", source.toString());
    Rows.timeMs(task, 3000);
    return task;
  }
}
