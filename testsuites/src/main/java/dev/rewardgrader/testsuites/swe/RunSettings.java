package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.swe.SweMode;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of a run that its verdicts depend on, kept beside them: what was found under others
 * is none of a run's results.
 */
final class RunSettings {
  static final String FILE = "settings.json";
  private static final String MODE = "--mode";

  /** How deep patches lie in a run's folder: below a model and an instance. */
  private static final int DEPTH = 3;

  private RunSettings() {}

  /**
   * Begins a run in its folder, or goes on with it.
   *
   * @throws InputException if patches were evaluated there under other settings, or in strict mode
   *     under settings that nobody knows, as those of the public harness are
   */
  static void begin(Path folder, String runId, SweSettings settings)
      throws IOException, InputException {
    Path file = folder.resolve(FILE);
    ObjectNode own = json(settings);
    if (hasResults(folder)) {
      if (!Files.exists(file)) {
        if (settings.mode() == SweMode.STRICT) {
          throw other(runId, "settings that are not known, such as the public harness's");
        }
      } else {
        List<String> differences = differences(Json.parse(Files.readString(file)), own);
        if (!differences.isEmpty()) {
          throw other(runId, String.join(", ", differences));
        }
      }
    }
    Files.writeString(file, own.toPrettyString() + "\n");
  }

  private static InputException other(String runId, String what) {
    return new InputException(
        "run id", "'%s' has results under %s; take another --run-id".formatted(runId, what));
  }

  private static ObjectNode json(SweSettings settings) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(MODE, settings.mode().word())
        .put("--timeout", settings.timeout().toSeconds())
        .put("--memory", settings.limits().memoryBytes() >> 20)
        .put("--runs", settings.runs())
        .put("--static-facts", settings.staticFacts());
  }

  private static List<String> differences(JsonNode before, ObjectNode now) {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, JsonNode> setting : now.properties()) {
      JsonNode old = before.path(setting.getKey());
      if (!old.asText().equals(setting.getValue().asText())) {
        differences.add(
            "%s %s, not %s"
                .formatted(setting.getKey(), old.asText("unknown"), setting.getValue().asText()));
      }
    }
    return differences;
  }

  private static boolean hasResults(Path folder) throws IOException {
    try (Stream<Path> found =
        Files.find(
            folder,
            DEPTH,
            (path, is) -> path.getFileName().toString().equals(SweRunFolder.PATCH_FILE))) {
      return found.findAny().isPresent();
    }
  }
}
