package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.StrictObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From JSON to a rollout, whose task is inside it or known by its name. Thread-safe. */
public final class RolloutParser {
  private final TaskReader taskReader;
  private final TaskLookup tasks;

  /**
   * @param tasks what rollouts name by id
   */
  public RolloutParser(TaskReader taskReader, TaskLookup tasks) {
    this.taskReader = taskReader;
    this.tasks = tasks;
  }

  /**
   * @throws InputException naming the place and the problem
   */
  public Rollout parse(JsonNode node) throws InputException {
    StrictObject object = StrictObject.of(node, "$");
    String id = object.text("id", null);
    if (id == null) {
      throw new InputException("$.id", "missing");
    }
    String group = object.text("group", null);
    JsonNode taskNode = object.required("task");
    Task task =
        taskNode.isTextual()
            ? tasks.get(taskNode.textValue(), "$.task")
            : taskReader.read(taskNode, "$.task");
    Completion completion = completion(object.required("completion"));
    Map<String, JsonNode> meta = new LinkedHashMap<>();
    StrictObject given = object.object("meta");
    if (given != null) {
      meta.putAll(given.rest());
    }
    meta.putAll(object.rest());
    return new Rollout(id, group, task, completion, meta);
  }

  private static Completion completion(JsonNode node) throws InputException {
    if (node.isTextual()) {
      return new Completion(node.textValue());
    }
    if (!node.isArray()) {
      throw new InputException("$.completion", "expected a string or a list of chat messages");
    }
    for (int i = node.size() - 1; i >= 0; i--) {
      StrictObject message = StrictObject.of(node.get(i), "$.completion[" + i + "]");
      if (message.string("role").equals("assistant")) {
        return new Completion(messageText(message));
      }
    }
    throw new InputException("$.completion", "has no message of role 'assistant'");
  }

  /** The content of a chat message: a string, or a list of parts of which the text parts count. */
  private static String messageText(StrictObject message) throws InputException {
    JsonNode content = message.any("content");
    if (content == null) {
      return "";
    }
    if (content.isTextual()) {
      return content.textValue();
    }
    List<String> parts = new ArrayList<>();
    for (JsonNode part : message.list("content")) {
      if (part.path("text").isTextual()) {
        parts.add(part.path("text").textValue());
      }
    }
    return String.join("", parts);
  }
}
