package dev.rewardgrader.testsuites.code;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * MBPP (github.com/google-research/google-research, {@code mbpp}): {@code test_setup_code}, then
 * each line of {@code test_list}, call the functions by their names.
 */
final class Mbpp implements RowFormat {
  @Override
  public String name() {
    return "mbpp";
  }

  @Override
  public boolean fits(JsonNode row) {
    return row.has("task_id") && row.path("test_list").isArray() && row.path("code").isTextual();
  }

  @Override
  public SuiteRow read(JsonNode row) {
    StringBuilder tests = new StringBuilder();
    if (row.path("test_imports").isArray()) {
      row.get("test_imports").forEach(line -> tests.append(line.asText()).append('\n'));
    }
    tests.append(row.path("test_setup_code").asText("")).append('\n');
    row.get("test_list").forEach(line -> tests.append(line.asText()).append('\n'));
    return new SuiteRow(
        RowFormat.asserts(row.get("task_id").asText(), "python", "", tests.toString(), null),
        row.get("code").asText());
  }
}
