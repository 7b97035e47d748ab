package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.json.StrictObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads rollouts line by line; a bad line is an answer, not an end. */
public final class RolloutReader implements AutoCloseable {
  /** The fields of a rollout. */
  static final List<String> FIELDS = List.of("id", "group", "task", "completion", "meta");

  private final LineSource lines;
  private final TaskReader taskReader;
  private final TaskStore tasks;
  private final FieldMapping mapping;

  public RolloutReader(LineSource lines, Path folder, TaskStore tasks, FieldMapping mapping) {
    this.lines = lines;
    this.taskReader = new TaskReader(folder);
    this.tasks = tasks;
    this.mapping = mapping;
  }

  /**
   * @param path a file, or {@code -} for standard input; relative paths inside tasks start at the
   *     file's folder
   */
  public static RolloutReader open(String path, TaskStore tasks, FieldMapping mapping)
      throws IOException {
    Path folder =
        path.equals("-")
            ? Path.of("").toAbsolutePath()
            : Path.of(path).toAbsolutePath().getParent();
    return new RolloutReader(LineSource.open(path), folder, tasks, mapping);
  }

  /**
   * @return the next line, or null at the end
   */
  public RolloutLine next() throws IOException {
    String text = lines.next();
    if (text == null) {
      return null;
    }
    String id = null;
    try {
      JsonNode node = Json.parse(text);
      if (node instanceof ObjectNode object) {
        ObjectNode mapped = mapping.apply(object);
        id = mapped.path("id").isValueNode() ? mapped.path("id").asText(null) : null;
        return new RolloutLine.Good(lines.name(), lines.line(), rollout(mapped));
      }
      throw new InputException("$", "expected an object with id, task and completion");
    } catch (InputException e) {
      return new RolloutLine.Bad(lines.name(), lines.line(), id, e.path(), e.problem());
    }
  }

  private Rollout rollout(ObjectNode line) throws InputException {
    StrictObject object = StrictObject.of(line, "$");
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

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
