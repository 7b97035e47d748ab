package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.sandbox.ExecutionResult;
import java.nio.charset.StandardCharsets;

/** How a command ended, in SandboxFusion's {@code CommandRunResult}. */
final class FusionResult {
  private static final int KILLED = -9;

  private FusionResult() {}

  /**
   * @param result or null where nothing was run
   */
  static JsonNode of(ExecutionResult result) {
    if (result == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    boolean late =
        switch (result.ending()) {
          case CPU_LIMIT, WALL_LIMIT -> true;
          default -> false;
        };
    json.put("status", late ? "TimeLimitExceeded" : "Finished");
    json.put("execution_time", result.wallTime().toNanos() / 1e9);
    if (late) {
      json.putNull("return_code");
    } else {
      json.put("return_code", code(result));
    }
    json.put("stdout", new String(result.stdout(), StandardCharsets.UTF_8));
    json.put("stderr", new String(result.stderr(), StandardCharsets.UTF_8) + note(result));
    return json;
  }

  private static int code(ExecutionResult result) {
    return switch (result.ending()) {
      case EXITED -> result.exitCode();
      case SIGNALED -> -result.signal();
      case START_FAILED -> 127;
      case CPU_LIMIT, WALL_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT -> KILLED;
    };
  }

  /** Their form has no word for these endings, so standard error says it. */
  private static String note(ExecutionResult result) {
    return switch (result.ending()) {
      case MEMORY_LIMIT -> "\n[grader] memory limit exceeded";
      case OUTPUT_LIMIT -> "\n[grader] output limit exceeded";
      case START_FAILED -> "\n[grader] could not be started: " + result.detail();
      default -> "";
    };
  }
}
