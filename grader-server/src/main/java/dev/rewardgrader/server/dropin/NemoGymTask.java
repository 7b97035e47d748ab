package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;

/**
 * What a row of NeMo Gym asks for: a {@code task} of ours in the row or in its {@code
 * verifier_metadata}, the tests of its {@code code_gen} rows ({@code unit_tests}), or the {@code
 * expected_answer} of its mathematics rows.
 */
final class NemoGymTask {
  private NemoGymTask() {}

  static JsonNode of(ObjectNode body) throws InputException {
    JsonNode metadata = body.path("verifier_metadata");
    for (JsonNode place : new JsonNode[] {body, metadata}) {
      if (place.has("task")) {
        return place.get("task");
      }
    }
    for (JsonNode place : new JsonNode[] {metadata, body}) {
      if (place.has("unit_tests")) {
        return code(place.get("unit_tests"));
      }
    }
    for (JsonNode place : new JsonNode[] {body, metadata}) {
      if (place.has("expected_answer")) {
        ObjectNode task = JsonNodeFactory.instance.objectNode();
        task.put("kind", "math");
        JsonNode answer = place.get("expected_answer");
        if (answer.isTextual()) {
          task.put("gold", ReferenceAnswer.in(answer.textValue()));
        } else {
          task.set("gold", answer);
        }
        return task;
      }
    }
    throw new InputException(
        "$.verifier_metadata", "missing: needs one of task, unit_tests, expected_answer");
  }

  private static ObjectNode code(JsonNode tests) throws InputException {
    return StdioTests.task("python", tests, "$.verifier_metadata.unit_tests", "lcb");
  }

  /** The text that the model gave out: the text parts of its messages. */
  static String answer(ObjectNode body) throws InputException {
    JsonNode output = body.path("response").path("output");
    if (!output.isArray()) {
      throw new InputException("$.response.output", "missing");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode item : output) {
      if (!item.path("type").asText("message").equals("message")) {
        continue;
      }
      JsonNode content = item.path("content");
      if (content.isTextual()) {
        text.append(content.textValue());
      }
      for (JsonNode part : content.isArray() ? content : JsonNodeFactory.instance.arrayNode()) {
        text.append(part.path("text").asText(""));
      }
    }
    return text.toString();
  }
}
