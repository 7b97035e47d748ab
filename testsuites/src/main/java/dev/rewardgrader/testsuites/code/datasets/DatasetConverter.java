package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.TaskReader;
import dev.rewardgrader.testsuites.rows.RowSource;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Turns a file of rows into a file of tasks. */
public final class DatasetConverter {

  /** How many rows became tasks, and how many could not. */
  public record Counts(long converted, long refused) {}

  /** Where rows of the formats have their names. */
  private static final List<String> NAMES =
      List.of("question_id", "problem_id", "task_id", "id", "uid", "name", "url");

  private DatasetConverter() {}

  /** The row's name for a message, or nothing where it has none. */
  private static String name(JsonNode row) {
    for (String field : NAMES) {
      JsonNode name = row.path(field);
      if (name.isValueNode() && !name.isNull() && !name.asText().isBlank()) {
        return " (" + name.asText() + ")";
      }
    }
    return "";
  }

  /**
   * @param rows one JSON object each
   * @param refused told why for each row that cannot be a task, as {@code file:line (row): path:
   *     problem}
   */
  public static Counts convert(
      DatasetFormat format, RowSource rows, Writer tasks, Consumer<String> refused)
      throws IOException {
    TaskReader reader = new TaskReader(Path.of(""));
    long converted = 0;
    long bad = 0;
    while (true) {
      JsonNode row = MissingNode.getInstance();
      try {
        row = rows.next();
        if (row == null) {
          return new Counts(converted, bad);
        }
        if (!(row instanceof ObjectNode object)) {
          throw new InputException("$", "expected an object");
        }
        ObjectNode task = format.task(object, rows.number());
        reader.read(task, "$");
        tasks.write(task.toString());
        tasks.write('\n');
        converted++;
      } catch (InputException e) {
        bad++;
        refused.accept("%s%s: %s: %s".formatted(rows.place(), name(row), e.path(), e.problem()));
      }
    }
  }
}
