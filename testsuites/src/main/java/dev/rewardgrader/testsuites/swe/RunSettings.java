package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.swe.RunReport;
import dev.rewardgrader.grade.swe.SweMode;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The settings of a run that its verdicts depend on, kept beside them: what was found under others
 * is none of a run's results.
 */
final class RunSettings {
  static final String FILE = "settings.json";

  /** What an option is that was not given. */
  private static final String NONE = "none";

  /** How deep patches and reports lie in a run's folder: below a model and an instance. */
  private static final int DEPTH = 3;

  /** Files of which each alone can tell that an instance is done. */
  private static final Set<String> RESULTS = Set.of(SweRunFolder.PATCH_FILE, RunReport.REPORT_FILE);

  private static final int HASH_BYTES = 8;

  private RunSettings() {}

  /**
   * Begins a run in its folder, or goes on with it. Results of unknown settings stay so.
   *
   * @param logParser of rows that name none; null for none
   * @param flaky by instance, the tests that do not count
   * @throws InputException if patches were evaluated there under other settings, or in strict mode
   *     under settings that nobody knows, as those of the public harness are
   */
  static void begin(
      Path folder,
      String runId,
      SweSettings settings,
      String logParser,
      Map<String, Set<String>> flaky)
      throws IOException, InputException {
    Path file = folder.resolve(FILE);
    ObjectNode own = json(settings, logParser, flaky);
    if (!hasResults(folder)) {
      write(file, own.toPrettyString() + "\n");
    } else if (Files.exists(file)) {
      List<String> differences = differences(Json.parse(Files.readString(file)), own);
      if (!differences.isEmpty()) {
        throw other(runId, String.join(", ", differences));
      }
    } else if (settings.mode() == SweMode.STRICT) {
      throw other(runId, "settings that are not known, such as the public harness's");
    }
  }

  private static InputException other(String runId, String what) {
    return new InputException(
        "run id", "'%s' has results under %s; take another --run-id".formatted(runId, what));
  }

  /** Writes the file at once, so that a run that is killed leaves it whole or not at all. */
  private static void write(Path file, String text) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    Path part = file.resolveSibling(FILE + ".part");
    Files.writeString(part, text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static ObjectNode json(
      SweSettings settings, String logParser, Map<String, Set<String>> flaky) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("--mode", settings.mode().word())
        .put("--timeout", settings.timeout().toSeconds())
        .put("--memory", settings.limits().memoryBytes() >> 20)
        .put("--runs", settings.runs())
        .put("--static-facts", settings.staticFacts())
        .put("--workdir", settings.workdir())
        .put("--log-parser", logParser == null ? NONE : logParser)
        .put("--flaky", flaky.isEmpty() ? NONE : hash(flaky));
  }

  /** Of the tests, whatever their order in the file. */
  private static String hash(Map<String, Set<String>> flaky) {
    ObjectNode sorted = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(flaky)
        .forEach((instance, tests) -> new TreeSet<>(tests).forEach(sorted.putArray(instance)::add));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(sorted.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
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
        Files.find(folder, DEPTH, (path, is) -> RESULTS.contains(path.getFileName().toString()))) {
      return found.findAny().isPresent();
    }
  }
}
