package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.gate.Trajectory;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
    JsonFile json = new JsonFile(file);
    if (json.isDocument()) {
      JsonNode document = json.document();
      if (!document.isObject()) {
        throw new InputException(
            file.toString(), "trajectories in .json are an object with one for each instance");
      }
      for (Map.Entry<String, JsonNode> entry : document.properties()) {
        add(trajectories, entry.getKey(), entry.getValue(), file + ", " + entry.getKey());
      }
      return trajectories;
    }
    if (!json.isLines()) {
      throw new InputException(file.toString(), "trajectories are a .json or .jsonl file");
    }
    for (JsonFile.Line line : json.lines()) {
      JsonNode id = line.value().path("instance_id");
      if (!id.isTextual()) {
        throw new InputException(line.place(), "a trajectory is an object with an instance_id");
      }
      add(trajectories, id.textValue(), line.value(), line.place());
    }
    return trajectories;
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
