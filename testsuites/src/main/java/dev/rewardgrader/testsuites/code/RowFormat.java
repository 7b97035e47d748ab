package dev.rewardgrader.testsuites.code;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.rollout.CodeTask;
import java.util.Map;

/** A benchmark's row format. */
interface RowFormat {

  String name();

  /** Whether a row is of this format, by the fields that it has. */
  boolean fits(JsonNode row);

  SuiteRow read(JsonNode row);

  /** A task whose tests are source text. */
  static CodeTask asserts(
      String id, String language, String prefix, String testCode, String entryPoint) {
    return asserts(id, language, prefix, testCode, entryPoint, CodeTask.TaskLimits.NONE);
  }

  /** The same under limits of its own. */
  static CodeTask asserts(
      String id,
      String language,
      String prefix,
      String testCode,
      String entryPoint,
      CodeTask.TaskLimits limits) {
    return new CodeTask(
        id,
        null,
        language,
        new CodeTask.Asserts(testCode, entryPoint),
        new CodeTask.Checker("lines", null),
        limits,
        prefix,
        Map.of(),
        null);
  }

  static boolean hasText(JsonNode row, String... fields) {
    for (String field : fields) {
      if (!row.path(field).isTextual()) {
        return false;
      }
    }
    return true;
  }
}
