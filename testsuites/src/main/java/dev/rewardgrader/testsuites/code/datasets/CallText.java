package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;

/**
 * Calls of functions as text: every line of an input is an argument in JSON, an output the result
 * in JSON (LiveCodeBench, {@code lcb_runner/evaluation/testing_util.py}; verl, {@code
 * utils/reward_score/prime_code/testing_util.py} and {@code sandbox_fusion/utils.py}).
 */
public final class CallText {
  private CallText() {}

  /**
   * The arguments; none in text without anything.
   *
   * @param path of the text, for messages
   * @throws InputException when a line is not JSON
   */
  public static ArrayNode arguments(String text, String path) throws InputException {
    ArrayNode arguments = Rows.NODES.arrayNode();
    String lines = text.strip();
    if (!lines.isEmpty()) {
      for (String line : lines.split("\n", -1)) {
        arguments.add(Rows.parsed(Rows.NODES.textNode(line), path));
      }
    }
    return arguments;
  }

  /** The result; text that is no JSON is itself the result, as printing it would show it. */
  public static JsonNode resultOrText(String text) {
    try {
      return Json.parse(text);
    } catch (InputException e) {
      return Rows.NODES.textNode(text);
    }
  }
}
