package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;

/**
 * The task in a label, for trainers that send nothing but prompt, response and label. A label is a
 * task, {@code {"task": task or name, "group": …}}, either of them as text, or the reference answer
 * of a mathematical problem, which may be a {@linkplain ReferenceAnswer whole solution}.
 *
 * @param task a task or the name of one
 * @param group or null
 */
record LabelTask(JsonNode task, String group) {

  static LabelTask of(JsonNode label, String path) throws InputException {
    if (Fields.isAbsent(label)) {
      throw new InputException(path, "missing: the label says what is right");
    }
    if (label.isTextual()) {
      JsonNode inside = objectIn(label.textValue());
      return inside == null ? math(answerIn(label)) : of(inside, path);
    }
    if (label.isNumber()) {
      return math(label);
    }
    if (label.isObject() && label.has("task")) {
      return new LabelTask(label.get("task"), label.path("group").asText(null));
    }
    if (label.isObject() && label.has("kind")) {
      return new LabelTask(label, null);
    }
    throw new InputException(
        path, "expected a task, {\"task\": …} or a reference answer; see docs/serving.md");
  }

  private static JsonNode answerIn(JsonNode reference) {
    return JsonNodeFactory.instance.textNode(ReferenceAnswer.in(reference.textValue()));
  }

  private static LabelTask math(JsonNode gold) {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.put("kind", "math");
    task.set("gold", gold);
    return new LabelTask(task, null);
  }

  /** A reference answer may begin with a brace, too: only what is JSON is taken for a task. */
  private static JsonNode objectIn(String text) {
    if (!text.stripLeading().startsWith("{")) {
      return null;
    }
    try {
      JsonNode json = Json.parse(text);
      return json.has("task") || json.has("kind") ? json : null;
    } catch (InputException e) {
      return null;
    }
  }
}
