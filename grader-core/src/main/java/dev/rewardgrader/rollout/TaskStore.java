package dev.rewardgrader.rollout;

import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.json.Suggest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tasks of task files. */
public final class TaskStore implements TaskLookup {
  /** No tasks. */
  public static final TaskStore EMPTY = new TaskStore(Map.of());

  private final Map<String, Task> tasks;

  private TaskStore(Map<String, Task> tasks) {
    this.tasks = tasks;
  }

  /**
   * Reads {@code tasks.jsonl} files.
   *
   * @throws InputException naming file, line and JSON path of the first bad task: a run with half
   *     of its tasks would only fail later
   */
  public static TaskStore read(List<Path> files) throws IOException, InputException {
    Map<String, Task> tasks = new HashMap<>();
    for (Path file : files) {
      TaskReader reader = new TaskReader(file.toAbsolutePath().getParent());
      try (LineSource lines = LineSource.open(file.toString())) {
        for (String text = lines.next(); text != null; text = lines.next()) {
          String place = file + ":" + lines.line() + ": $";
          try {
            Task task = reader.read(Json.parse(text), "$");
            if (task.id() == null) {
              throw new InputException("$.id", "missing: rollouts name a task by its id");
            }
            if (tasks.put(task.id(), task) != null) {
              throw new InputException("$.id", "'" + task.id() + "' stands twice");
            }
          } catch (InputException e) {
            throw new InputException(place + e.path().substring(1), e.problem());
          }
        }
      }
    }
    return new TaskStore(tasks);
  }

  @Override
  public Task get(String id, String path) throws InputException {
    Task task = tasks.get(id);
    if (task == null) {
      throw new InputException(
          path,
          tasks.isEmpty()
              ? "names task '" + id + "', but no task file was given (--tasks FILE)"
              : "no task '" + id + "' in the task files" + Suggest.hint(id, tasks.keySet()));
    }
    return task;
  }
}
