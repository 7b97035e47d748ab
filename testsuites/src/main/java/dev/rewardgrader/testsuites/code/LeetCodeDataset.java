package dev.rewardgrader.testsuites.code;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.rollout.CodeTask;

/**
 * LeetCodeDataset (github.com/newfacade/LeetCodeDataset): {@code prompt} holds imports and helpers,
 * {@code completion} the class, {@code test} a {@code check(candidate)}.
 */
final class LeetCodeDataset implements RowFormat {
  /**
   * All of a row's calls, a hundred or more, are one program. The slowest references of the
   * published rows take 50 s of CPU time together.
   */
  private static final CodeTask.TaskLimits LIMITS = new CodeTask.TaskLimits(120_000L, null, null);

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
            row.get("entry_point").asText(),
            LIMITS),
        row.get("completion").asText());
  }
}
