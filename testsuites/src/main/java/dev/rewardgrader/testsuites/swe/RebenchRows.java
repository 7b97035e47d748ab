package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.swe.PatchFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rows of SWE-rebench V2, which name the test command in {@code install_config}, made into rows of
 * SWE-bench 5.x. Their log parsers count where ours has the same name.
 */
final class RebenchRows {
  private RebenchRows() {}

  /** Whether a row is one of these and not yet self-describing. */
  static boolean is(JsonNode row) {
    return row.path("install_config").path("test_cmd").isContainerNode()
        || row.path("install_config").path("test_cmd").isTextual();
  }

  /** The same task as a row of SWE-bench 5.x. */
  static ObjectNode converted(JsonNode row) {
    ObjectNode own = row.deepCopy();
    JsonNode config = row.get("install_config");
    String repo = row.path("repo").asText("");
    String folder = "/" + repo.substring(repo.lastIndexOf('/') + 1);
    if (!own.path("image").isTextual()) {
      own.put("image", row.path("docker_image").asText(row.path("image_name").asText("")));
    }
    if (!own.path("log_parser").isTextual()) {
      String name = config.path("log_parser").asText("");
      own.put("log_parser", name.startsWith("parse_log_") ? name : "parse_log_" + name);
    }
    if (!own.path("eval_type").isTextual()) {
      own.put("eval_type", "pass_and_fail");
    }
    if (!own.path("eval_script").isTextual()) {
      own.put("eval_script", script(row, config, folder));
      own.put("workdir", folder);
    }
    return own;
  }

  private static String script(JsonNode row, JsonNode config, String folder) {
    String patch = row.path("test_patch").asText("");
    String base = row.path("base_commit").asText("HEAD");
    Set<String> added = new TreeSet<>();
    Set<String> changed = new TreeSet<>(PatchFile.paths(patch));
    String[] lines = patch.split("\n", -1);
    for (int i = 1; i < lines.length; i++) {
      if (lines[i - 1].equals("--- /dev/null")) {
        added.addAll(PatchFile.paths(lines[i]));
      }
    }
    changed.removeAll(added);
    List<String> script = new ArrayList<>();
    script.add("#!/bin/bash");
    script.add("set -uxo pipefail");
    script.add("cd " + quote(folder));
    changed.forEach(path -> script.add("git checkout " + quote(base) + " " + quote(path)));
    added.forEach(path -> script.add("rm -f " + quote(path)));
    if (!patch.isBlank()) {
      String end = "EOF_" + Integer.toHexString(patch.hashCode()).toUpperCase(Locale.ROOT);
      script.add("git apply -v --recount --whitespace=nowarn - <<'" + end + "'");
      script.add(patch.endsWith("\n") ? patch.substring(0, patch.length() - 1) : patch);
      script.add(end);
    }
    script.add(": '>>>>> Start Test Output'");
    JsonNode commands = config.get("test_cmd");
    if (commands.isArray()) {
      commands.forEach(command -> script.add(command.asText()));
    } else {
      script.add(commands.asText());
    }
    script.add(": '>>>>> End Test Output'");
    return String.join("\n", script) + "\n";
  }

  private static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
