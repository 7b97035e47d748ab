package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.util.List;
import java.util.Locale;

/**
 * Rows, predictions and reports of Multi-SWE-bench, whose instances are pull requests: {@code
 * org/repo:pr-N}. Inside they are {@code org__repo-N}, which is a name for a folder too.
 */
final class MultiSweRows {
  /** The public name of an instance, kept in its row. */
  private static final String PUBLIC_ID = "multi_swe_id";

  /** What a report sums up: the public field names without their ends. */
  private static final List<String> SUMS =
      List.of(
          "submitted", "completed", "incomplete", "resolved", "unresolved", "empty_patch", "error");

  private MultiSweRows() {}

  /** Whether a row or a prediction is one of these. */
  static boolean is(JsonNode row) {
    return !row.has("instance_id")
        && row.path("org").isTextual()
        && row.path("repo").isTextual()
        && row.has("number");
  }

  /**
   * The id of a row or prediction.
   *
   * @throws InputException if its number is none
   */
  static String id(JsonNode row, String place) throws InputException {
    JsonNode number = row.get("number");
    if (!number.isIntegralNumber() && !number.asText().matches("\\d+")) {
      throw new InputException(place + ", $.number", "must be the number of a pull request");
    }
    return row.get("org").asText() + "__" + row.get("repo").asText() + "-" + number.asText();
  }

  /** The same task as a row of SWE-bench 5.x. Its images run the tests by a script of their own. */
  static ObjectNode converted(JsonNode row, String place) throws InputException {
    String org = row.get("org").asText();
    String repo = row.get("repo").asText();
    String number = row.get("number").asText();
    ObjectNode own = row.deepCopy();
    own.put("instance_id", id(row, place));
    own.put(PUBLIC_ID, org + "/" + repo + ":pr-" + number);
    own.put("repo", org + "/" + repo);
    own.put("base_commit", row.at("/base/sha").asText(""));
    own.set("patch", row.path("fix_patch"));
    putMissing(
        own,
        "image",
        ("mswebench/" + org + "_m_" + repo).toLowerCase(Locale.ROOT) + ":pr-" + number);
    putMissing(own, "workdir", "/home/" + repo);
    putMissing(own, "eval_type", "pass_and_fail");
    putMissing(
        own,
        "eval_script",
        """
        #!/bin/bash
        set -uxo pipefail
        : '>>>>> Start Test Output'
        bash /home/test-run.sh
        : '>>>>> End Test Output'
        """);
    own.set("FAIL_TO_PASS", names(row, place, "f2p_tests", "s2p_tests", "n2p_tests"));
    own.set("PASS_TO_PASS", names(row, place, "p2p_tests"));
    return own;
  }

  private static void putMissing(ObjectNode row, String field, String value) {
    if (!row.path(field).isTextual()) {
      row.put(field, value);
    }
  }

  private static ArrayNode names(JsonNode row, String place, String... fields)
      throws InputException {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    for (String field : fields) {
      JsonNode tests = row.path(field);
      if (!tests.isObject() && !tests.isMissingNode() && !tests.isNull()) {
        throw new InputException(
            place + ", $." + field, "must be an object with the names of tests");
      }
      tests.fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  /** Whether a data set is one of these. */
  static boolean areIn(List<JsonNode> rows) {
    return rows.stream().anyMatch(row -> row.has(PUBLIC_ID));
  }

  /** The public {@code final_report.json} of a run, from the run report of SWE-bench. */
  static ObjectNode finalReport(List<JsonNode> rows, JsonNode run) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.set("total_instances", run.path("total_instances"));
    for (String sum : SUMS) {
      report.put(sum + "_instances", run.path(sum + "_ids").size());
    }
    for (String sum : SUMS) {
      ArrayNode ids = report.putArray(sum + "_ids");
      run.path(sum + "_ids").forEach(id -> ids.add(publicId(rows, id.asText())));
    }
    return report;
  }

  private static String publicId(List<JsonNode> rows, String id) {
    return rows.stream()
        .filter(row -> row.path("instance_id").asText().equals(id))
        .map(row -> row.path(PUBLIC_ID).asText(id))
        .findFirst()
        .orElse(id);
  }
}
