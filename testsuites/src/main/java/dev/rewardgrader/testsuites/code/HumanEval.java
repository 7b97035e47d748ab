package dev.rewardgrader.testsuites.code;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * HumanEval (github.com/openai/human-eval, {@code human_eval/execution.py}): prompt and completion
 * are one program, then the row's {@code test} and {@code check(entry_point)}.
 */
final class HumanEval implements RowFormat {
  @Override
  public String name() {
    return "humaneval";
  }

  @Override
  public boolean fits(JsonNode row) {
    return RowFormat.hasText(row, "task_id", "prompt", "entry_point", "test");
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
        row.path("canonical_solution").asText(null));
  }
}
