package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.gate.Trajectory;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trajectories by instance, for rewards that count turns: {@code .jsonl} lines with an {@code
 * instance_id} beside the fields of {@link Trajectory}, or a {@code .json} object with one for each
 * instance.
 */
public final class SweTrajectories {
  private SweTrajectories() {}

  /**
   * Reads a file.
   *
   * @throws InputException if it has another shape; the path names file, line and field
   */
  public static Map<String, JsonNode> read(Path file) throws IOException, InputException {
    Map<String, JsonNode> trajectories = new LinkedHashMap<>();
    String name = file.getFileName().toString();
    if (name.endsWith(".json")) {
      JsonNode document = document(Files.readString(file), file.toString());
      if (!document.isObject()) {
        throw new InputException(
            file.toString(), "trajectories in .json are an object with one for each instance");
      }
      for (Map.Entry<String, JsonNode> entry : document.properties()) {
        add(trajectories, entry.getKey(), entry.getValue(), file + ", " + entry.getKey());
      }
      return trajectories;
    }
    if (!name.endsWith(".jsonl")) {
      throw new InputException(file.toString(), "trajectories are a .json or .jsonl file");
    }
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        String place = file + ":" + (i + 1);
        JsonNode line = document(lines.get(i), place);
        if (!line.path("instance_id").isTextual()) {
          throw new InputException(place, "a trajectory is an object with an instance_id");
        }
        add(trajectories, line.get("instance_id").textValue(), line, place);
      }
    }
    return trajectories;
  }

  private static JsonNode document(String text, String place) throws InputException {
    try {
      return Json.parse(text);
    } catch (InputException e) {
      throw new InputException(place, e.problem());
    }
  }

  private static void add(
      Map<String, JsonNode> trajectories, String id, JsonNode trajectory, String place)
      throws InputException {
    try {
      Trajectory.of(trajectory);
    } catch (InputException e) {
      throw new InputException(place, e.getMessage());
    }
    trajectories.put(id, trajectory);
  }
}
