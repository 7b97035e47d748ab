package dev.rewardgrader.testsuites.code;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * LeetCodeDataset (github.com/newfacade/LeetCodeDataset): {@code prompt} holds imports and helpers,
 * {@code completion} the class, {@code test} a {@code check(candidate)}.
 */
final class LeetCodeDataset implements RowFormat {
  @Override
  public String name() {
    return "leetcodedataset";
  }

  @Override
  public boolean fits(JsonNode row) {
    return RowFormat.hasText(row, "task_id", "prompt", "entry_point", "test", "completion");
  }

  @Override
  public SuiteRow read(JsonNode row) {
    return new SuiteRow(
        RowFormat.asserts(
            row.get("task_id").asText(),
            "python",
            row.get("prompt").asText(),
            row.get("test").asText(),
            row.get("entry_point").asText()),
        row.get("completion").asText());
  }
}
