package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.LineSource;
import dev.rewardgrader.rollout.TaskReader;
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

  /** The first line. */
  private static String notParquet(LineSource rows) throws IOException, InputException {
    String line = rows.next();
    if (line != null && line.startsWith("PAR1")) {
      throw new InputException(
          "INPUT", rows.name() + " is Parquet: write its rows as JSON Lines first");
    }
    return line;
  }

  /** The row's name for a message, or nothing where it has none. */
  private static String name(String line) {
    try {
      JsonNode row = Json.parse(line);
      for (String field : NAMES) {
        JsonNode name = row.path(field);
        if (name.isValueNode() && !name.isNull() && !name.asText().isBlank()) {
          return " (" + name.asText() + ")";
        }
      }
    } catch (InputException e) {
      // What is no JSON has no name.
    }
    return "";
  }

  /**
   * @param rows one JSON object a line
   * @param refused told why for each row that cannot be a task, as {@code file:line (row): path:
   *     problem}
   * @throws InputException when it is a file of another kind
   */
  public static Counts convert(
      DatasetFormat format, LineSource rows, Writer tasks, Consumer<String> refused)
      throws IOException, InputException {
    TaskReader reader = new TaskReader(Path.of(""));
    long converted = 0;
    long bad = 0;
    for (String line = notParquet(rows); line != null; line = rows.next()) {
      try {
        if (line.startsWith("[")) {
          throw new InputException(
              "$", "expected an object; `jq -c '.[]'` makes lines of a file that is one array");
        }
        if (!(Json.parse(line) instanceof ObjectNode row)) {
          throw new InputException("$", "expected an object");
        }
        ObjectNode task = format.task(row, rows.line());
        reader.read(task, "$");
        tasks.write(task.toString());
        tasks.write('\n');
        converted++;
      } catch (InputException e) {
        bad++;
        refused.accept(
            "%s:%d%s: %s: %s"
                .formatted(rows.name(), rows.line(), name(line), e.path(), e.problem()));
      }
    }
    return new Counts(converted, bad);
  }
}
