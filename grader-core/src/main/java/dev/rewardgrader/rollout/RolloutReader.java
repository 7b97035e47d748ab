package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads rollouts line by line; a bad line is an answer, not an end. */
public final class RolloutReader implements AutoCloseable {
  /** The fields of a rollout. */
  static final List<String> FIELDS = List.of("id", "group", "task", "completion", "meta");

  private final LineSource lines;
  private final RolloutParser parser;
  private final FieldMapping mapping;

  public RolloutReader(LineSource lines, Path folder, TaskStore tasks, FieldMapping mapping) {
    this.lines = lines;
    this.parser = new RolloutParser(new TaskReader(folder), tasks);
    this.mapping = mapping;
  }

  /**
   * @param path a file, or {@code -} for standard input; relative paths inside tasks start at the
   *     file's folder
   */
  public static RolloutReader open(String path, TaskStore tasks, FieldMapping mapping)
      throws IOException {
    return new RolloutReader(LineSource.open(path), folder(path), tasks, mapping);
  }

  /**
   * Reads what somebody else opened and may end.
   *
   * @param path where the input is from: a file, or {@code -} for standard input; relative paths
   *     inside tasks start at the file's folder, or at the working folder
   */
  public static RolloutReader open(
      String path, EndableInput input, TaskStore tasks, FieldMapping mapping) throws IOException {
    return new RolloutReader(
        LineSource.of(path.equals("-") ? "<stdin>" : path, input), folder(path), tasks, mapping);
  }

  private static Path folder(String path) {
    return Path.of(path).toAbsolutePath().getParent();
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
        return new RolloutLine.Good(lines.name(), lines.line(), parser.parse(mapped));
      }
      throw new InputException("$", "expected an object with id, task and completion");
    } catch (InputException e) {
      return new RolloutLine.Bad(lines.name(), lines.line(), id, e.path(), e.problem());
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
