package dev.rewardgrader.grade.swe.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The turns of an attempt, as a scaffold recorded them.
 *
 * <pre>
 * {"tools": {"shell": {"required": ["command"], "optional": ["timeout"]}},
 *  "submitted": true,
 *  "turns": [{"action": {"tool": "shell", "arguments": {"command": "ls"}}, "exit_code": 0,
 *             "edit_applied": true, "files": ["src/a.py"]}]}
 * </pre>
 *
 * <p>A turn whose action could not be read has {@code "action": null}. {@code exit_code}, {@code
 * edit_applied} and {@code files} are there where they mean something.
 */
public final class Trajectory {
  private record Tool(Set<String> required, Set<String> known) {}

  private final Map<String, Tool> tools = new HashMap<>();
  private final boolean submitted;
  private final JsonNode turns;

  private Trajectory(boolean submitted, JsonNode turns) {
    this.submitted = submitted;
    this.turns = turns;
  }

  /**
   * Reads a trajectory.
   *
   * @throws InputException if it has another shape; the path tells where
   */
  public static Trajectory of(JsonNode json) throws InputException {
    JsonNode turns = json.path("turns");
    if (!turns.isArray()) {
      throw new InputException("$.turns", "a list of turns is needed");
    }
    Trajectory trajectory = new Trajectory(json.path("submitted").asBoolean(false), turns);
    for (Map.Entry<String, JsonNode> tool : json.path("tools").properties()) {
      Set<String> required = names(tool.getValue().path("required"));
      Set<String> known = new HashSet<>(required);
      known.addAll(names(tool.getValue().path("optional")));
      trajectory.tools.put(tool.getKey(), new Tool(required, known));
    }
    for (int i = 0; i < turns.size(); i++) {
      if (!turns.get(i).isObject()) {
        throw new InputException("$.turns[" + i + "]", "a turn is an object");
      }
    }
    return trajectory;
  }

  private static Set<String> names(JsonNode list) {
    Set<String> names = new HashSet<>();
    list.forEach(name -> names.add(name.asText()));
    return names;
  }

  public boolean submitted() {
    return submitted;
  }

  /**
   * Judges every turn.
   *
   * @param goldFiles the files that the reference fix changes; may be empty
   */
  public List<TurnScores> scores(Set<String> goldFiles) {
    List<TurnScores> scores = new ArrayList<>();
    boolean located = false;
    for (JsonNode turn : turns) {
      Map<Critic, Integer> of = new EnumMap<>(Critic.class);
      action(turn.path("action"), of);
      if (turn.path("exit_code").isNumber()) {
        of.put(Critic.EXIT_CODE, turn.path("exit_code").intValue() == 0 ? 1 : 0);
      }
      if (turn.path("edit_applied").isBoolean()) {
        of.put(Critic.EDIT_APPLIED, turn.path("edit_applied").booleanValue() ? 1 : 0);
      }
      if (!located && names(turn.path("files")).stream().anyMatch(goldFiles::contains)) {
        located = true;
        of.put(Critic.GOLD_FILE, 1);
      }
      scores.add(new TurnScores(scores.size() + 1, of));
    }
    return scores;
  }

  private void action(JsonNode action, Map<Critic, Integer> scores) {
    boolean read = action.isObject() && action.path("tool").isTextual();
    scores.put(Critic.FORMAT, read ? 1 : 0);
    if (!read) {
      return;
    }
    Tool tool = tools.get(action.get("tool").textValue());
    scores.put(Critic.KNOWN_TOOL, tool == null ? 0 : 1);
    if (tool != null) {
      Set<String> given = new HashSet<>();
      action.path("arguments").fieldNames().forEachRemaining(given::add);
      boolean valid = given.containsAll(tool.required()) && tool.known().containsAll(given);
      scores.put(Critic.VALID_ARGUMENTS, valid ? 1 : 0);
    }
  }
}
