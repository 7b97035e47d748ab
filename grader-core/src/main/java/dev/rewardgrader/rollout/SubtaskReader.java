package dev.rewardgrader.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.StrictObject;
import dev.rewardgrader.json.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the {@code subtasks} of a task and holds them against its tests. */
final class SubtaskReader {
  private static final List<String> SCORINGS = List.of("all", "min", "sum");

  private SubtaskReader() {}

  /**
   * @param groups the groups of the task's tests; null for a test of no subtask
   * @throws InputException when a test names no subtask, a subtask has no test, or subtasks require
   *     each other in a circle
   */
  static List<Subtask> read(StrictObject task, Set<String> groups) throws InputException {
    Map<String, Subtask> subtasks = new LinkedHashMap<>();
    for (JsonNode node : task.list("subtasks")) {
      String place = task.path("subtasks") + "[" + subtasks.size() + "]";
      Subtask subtask = one(StrictObject.of(node, place), subtasks.keySet());
      if (!groups.contains(subtask.id())) {
        throw new InputException(
            place + ".id", "no test has the group '%s'".formatted(subtask.id()));
      }
      subtasks.put(subtask.id(), subtask);
    }
    if (!subtasks.isEmpty()) {
      for (String group : groups) {
        if (group != null && !subtasks.containsKey(group)) {
          throw new InputException(
              task.path("subtasks"),
              "a test has the group '%s', which is no subtask%s"
                  .formatted(group, Suggest.hint(group, subtasks.keySet())));
        }
      }
    }
    return new ArrayList<>(subtasks.values());
  }

  /** Only earlier subtasks may be required, so that there is no circle. */
  private static Subtask one(StrictObject object, Set<String> earlier) throws InputException {
    String id = object.text("id", null);
    if (id == null) {
      throw new InputException(object.path("id"), "missing: which group of tests is it?");
    }
    if (earlier.contains(id)) {
      throw new InputException(object.path("id"), "'%s' is there twice".formatted(id));
    }
    double points = object.number("points").orElse(1);
    if (points < 0) {
      throw new InputException(object.path("points"), "must not be negative");
    }
    String scoring = object.oneOf("scoring", "all", SCORINGS);
    List<String> requires = object.strings("requires");
    for (String required : requires) {
      if (!earlier.contains(required)) {
        throw new InputException(
            object.path("requires"),
            "'%s' is no earlier subtask%s"
                .formatted(required, Suggest.hint(required, new LinkedHashSet<>(earlier))));
      }
    }
    object.finish();
    return new Subtask(
        id, points, Subtask.Scoring.valueOf(scoring.toUpperCase(Locale.ROOT)), requires);
  }
}
