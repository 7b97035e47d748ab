package dev.rewardgrader.grade.swe.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Scripts and the settings of test runners in {@code package.json}. */
final class PackageJson {
  private static final List<String> SETTINGS =
      List.of("scripts", "jest", "vitest", "mocha", "ava", "tap", "nyc", "c8", "karma");

  private PackageJson() {}

  static Optional<String> restored(String base, String patched) {
    try {
      JsonNode before = Json.parse(base.isBlank() ? "{}" : base);
      if (!(Json.parse(patched) instanceof ObjectNode after)) {
        return Optional.empty();
      }
      boolean changed = false;
      for (String setting : SETTINGS) {
        JsonNode wanted = before.get(setting);
        if (!Objects.equals(wanted, after.get(setting))) {
          changed = true;
          if (wanted == null) {
            after.remove(setting);
          } else {
            after.set(setting, wanted);
          }
        }
      }
      return changed ? Optional.of(after.toPrettyString() + "\n") : Optional.empty();
    } catch (InputException e) {
      return Optional.empty(); // no runner can read it either
    }
  }
}
