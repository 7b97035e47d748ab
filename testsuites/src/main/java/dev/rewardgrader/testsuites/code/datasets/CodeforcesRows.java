package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

/**
 * open-r1/codeforces: {@code official_tests}, with {@code generated_checker} (a Python program)
 * where more than one output is right, and a comparison of text elsewhere. Tests that the dataset
 * keeps in files of their own are not part of a row.
 */
final class CodeforcesRows implements DatasetFormat {

  @Override
  public String name() {
    return "codeforces";
  }

  @Override
  public String description() {
    return "open-r1/codeforces rows (official_tests, generated_checker)";
  }

  @Override
  public ObjectNode task(ObjectNode row, long number) throws InputException {
    ObjectNode task = Rows.task(name(), row, number, "id");
    task.put("language", "auto");
    if (!row.path("interaction_format").asText("").isEmpty()
        && !row.path("interaction_format").isNull()) {
      throw new InputException(
          "$.interaction_format", "the problem is interactive, and the row has no interactor");
    }
    String mode = Rows.textOr(row.get("input_mode"), "stdio");
    switch (mode) {
      case "stdio" -> {}
      case "file" -> task.put("input_file", "input.txt").put("output_file", "output.txt");
      default -> throw new InputException("$.input_mode", "'" + mode + "' is not stdio or file");
    }
    JsonNode tests = Rows.unpacked(row.get("official_tests"), "$.official_tests");
    new TestCases(task, null).add(tests, "$.official_tests", "");
    Rows.requireTests(task, "$.official_tests");
    String checker = row.path("generated_checker").asText("");
    if (checker.isEmpty() || row.path("generated_checker").isNull()) {
      task.put("checker", "cf_diff");
    } else {
      ObjectNode program = task.putObject("checker");
      program.put("type", "program");
      program.put("language", "python");
      program.put("protocol", "open_r1");
      program.put("source", checker);
      program.put("time_ms", 10_000);
    }
    double seconds = Rows.limit(row.get("time_limit"), "$.time_limit", Double.NaN, 3600);
    if (!Double.isNaN(seconds)) {
      Rows.timeMs(task, Math.max(1, Math.round(seconds * 1000)));
    }
    double megabytes = Rows.limit(row.get("memory_limit"), "$.memory_limit", Double.NaN, 1 << 20);
    if (!Double.isNaN(megabytes)) {
      Rows.memoryMb(task, Math.max(1, Math.round(megabytes)));
    }
    return task;
  }
}
