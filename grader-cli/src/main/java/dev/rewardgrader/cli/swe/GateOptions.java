package dev.rewardgrader.cli.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.swe.gate.GateConfigJson;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.testsuites.swe.SweTrajectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;

/** The numbers of a gated reward, and the turns that it counts. */
final class GateOptions {
  @Option(
      names = "--gate",
      paramLabel = "FILE|JSON",
      description =
          "The numbers of the policies gra and dra: a file, or an object in JSON (docs/swe.md).")
  private String gate;

  @Option(
      names = "--gate-threshold",
      paramLabel = "X",
      description = "What the outcome's value must reach for the turns to count (default: 0.2).")
  private Double threshold;

  @Option(
      names = "--gate-comparison",
      paramLabel = "SIGN",
      description = "How it is reached: >= or > (default: >=).")
  private String comparison;

  @Option(
      names = "--gate-outcome",
      paramLabel = "OUTCOME=X",
      split = ",",
      description = "The value of an outcome, such as tests_failed=0.3.")
  private Map<String, Double> outcomes = Map.of();

  @Option(
      names = "--gate-critic",
      paramLabel = "CRITIC=X",
      split = ",",
      description = "The weight of a critic of turns, such as format=0.02.")
  private Map<String, Double> critics = Map.of();

  @Option(
      names = "--trajectories",
      paramLabel = "FILE",
      description =
          "The turns of each attempt: .jsonl with an instance_id a line, or a .json object.")
  private Path trajectories;

  /** Whether any number was given. */
  private boolean given() {
    return gate != null
        || threshold != null
        || comparison != null
        || !outcomes.isEmpty()
        || !critics.isEmpty();
  }

  /** The policy where none was asked for: numbers of a gate are there to be used. */
  String policy(String asked) {
    return asked != null ? asked : given() || trajectories != null ? "gra" : "binary";
  }

  /**
   * The configuration, checked; null where all of it is default.
   *
   * @throws InputException if a name or a number of it is wrong
   */
  JsonNode config() throws IOException, InputException {
    if (!given()) {
      return null;
    }
    JsonNode base = gate == null ? JsonNodeFactory.instance.objectNode() : document(gate);
    if (!(base instanceof ObjectNode config)) {
      throw new InputException("--gate", "must be an object");
    }
    if (threshold != null) {
      config.put("threshold", threshold);
    }
    if (comparison != null) {
      config.put("comparison", comparison);
    }
    put(config, "outcomes", outcomes);
    put(config, "critics", critics);
    GateConfigJson.read(config, "--gate");
    return config;
  }

  private static void put(ObjectNode config, String field, Map<String, Double> values) {
    if (!values.isEmpty()) {
      ObjectNode own = config.withObject("/" + field);
      values.forEach(own::put);
    }
  }

  private static JsonNode document(String text) throws IOException, InputException {
    boolean inline = text.stripLeading().startsWith("{");
    try {
      return Json.parse(inline ? text : Files.readString(Path.of(text)));
    } catch (InputException e) {
      throw new InputException("--gate", e.getMessage());
    }
  }

  Map<String, JsonNode> turns() throws IOException, InputException {
    return trajectories == null ? Map.of() : SweTrajectories.read(trajectories);
  }
}
