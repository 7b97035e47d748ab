package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

/**
 * rStar-Coder: the rows of {@code seed_testcase} and {@code synthetic_rl_testcase} with {@code
 * inputs} and {@code outputs}, lists or their JSON, and for functions {@code func_name} and {@code
 * class_name} (microsoft/rStar-Coder, data set card). Its own comparison is not published; results
 * are compared as LiveCodeBench does.
 */
final class RStarCoderRows implements DatasetFormat {

  @Override
  public String name() {
    return "rstar_coder";
  }

  @Override
  public String description() {
    return "rStar-Coder rows with test cases (inputs, outputs, func_name, class_name)";
  }

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name(), row, number, "question_id");
    task.put("language", "python");
    ObjectNode tests = Rows.NODES.objectNode();
    tests.set("inputs", list(row, "inputs"));
    tests.set("outputs", list(row, "outputs"));
    String function = Rows.textOr(row.get("func_name"), "");
    String type = Rows.textOr(row.get("test_case_type"), "");
    boolean calls = type.contains("func") || type.contains("call");
    if (calls && function.isEmpty()) {
      throw new InputException("$.func_name", "missing: which function is tested?");
    }
    if (calls || (type.isEmpty() && !function.isEmpty())) {
      tests.put("fn_name", function);
    }
    InputOutput.addTo(task, tests, "$", "lcb", starter(row));
    return task;
  }

  private static JsonNode list(ObjectNode row, String field) throws InputException {
    JsonNode list = Rows.unpacked(row.get(field), "$." + field);
    if (list == null || !list.isArray()) {
      throw new InputException("$." + field, "missing: expected a list");
    }
    return list;
  }

  /** What tells that the function is a method: the starter code, or the name of its class. */
  private static JsonNode starter(ObjectNode row) {
    String name = Rows.textOr(row.get("class_name"), "");
    return name.isEmpty()
        ? row.get("starter_code")
        : Rows.NODES.textNode("class " + name + Rows.textOr(row.get("starter_code"), ""));
  }
}
