package dev.rewardgrader.grade.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tests that judge by themselves, as those of a Harbor task do: {@code /tests/test.sh} leaves a
 * number in {@code /logs/verifier/reward.json} or {@code reward.txt}.
 *
 * @param files of the folder {@code /tests}, by relative path
 * @param environment of the script
 */
public record Verifier(Map<String, byte[]> files, Map<String, String> environment) {
  /** The script that is run. */
  public static final String SCRIPT = "test.sh";

  /** What the one expected test is called in reports. */
  public static final String TEST = "verifier";

  /**
   * Reads {@code {"files": {"test.sh": "…in Base64…"}, "env": {"NAME": "value"}}}.
   *
   * @throws InputException if it has another shape or no script
   */
  static Verifier of(JsonNode json) throws InputException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> file : json.path("files").properties()) {
      String at = "$.verifier.files['" + file.getKey() + "']";
      if (file.getKey().startsWith("/") || file.getKey().contains("..")) {
        throw new InputException(at, "must be a path inside the folder of the tests");
      }
      try {
        files.put(file.getKey(), Base64.getDecoder().decode(file.getValue().asText()));
      } catch (IllegalArgumentException e) {
        throw new InputException(at, "is no Base64: " + e.getMessage());
      }
    }
    if (!files.containsKey(SCRIPT)) {
      throw new InputException("$.verifier.files", "there is no " + SCRIPT + " among them");
    }
    Map<String, String> environment = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> name : json.path("env").properties()) {
      environment.put(name.getKey(), name.getValue().asText());
    }
    return new Verifier(files, environment);
  }
}
