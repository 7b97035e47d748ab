package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

/** AceCode: {@code test_cases} are asserts, one after the other (TIGER-AI-Lab/AceCoder). */
final class AceCodeRows implements DatasetFormat {

  @Override
  public String name() {
    return "acecode";
  }

  @Override
  public String description() {
    return "AceCode rows (test_cases: asserts)";
  }

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name(), row, number, "id");
    task.put("language", "python");
    task.put(
        "test_code",
        Rows.asserts(Rows.unpacked(row.get("test_cases"), "$.test_cases"), "$.test_cases"));
    return task;
  }
}
