package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.LineSource;
import dev.rewardgrader.rollout.TaskReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Turns a file of rows into a file of tasks. */
public final class DatasetConverter {

  /** How many rows became tasks, and how many could not. */
  public record Counts(long converted, long refused) {}

  private DatasetConverter() {}

  /**
   * @param rows one JSON object a line
   * @param refused told why for each row that cannot be a task, as {@code file:line: path: problem}
   */
  public static Counts convert(
      DatasetFormat format, LineSource rows, Writer tasks, Consumer<String> refused)
      throws IOException {
    TaskReader reader = new TaskReader(Path.of(""));
    long converted = 0;
    long bad = 0;
    for (String line = rows.next(); line != null; line = rows.next()) {
      try {
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
        refused.accept(rows.name() + ":" + rows.line() + ": " + e.path() + ": " + e.problem());
      }
    }
    return new Counts(converted, bad);
  }
}
