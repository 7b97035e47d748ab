package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.server.run.ProgramText;
import dev.rewardgrader.server.run.Run;
import dev.rewardgrader.server.run.RunOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A script that is run as a notebook's cell would be, and its {@code Execution} as E2B's client
 * reads it (e2b_code_interpreter, {@code models.py}). Only in Python has a script a result beside
 * what it prints.
 */
record Script(ProgramText program, Run run, boolean hasResult) {
  private static final long MEMORY = 1024L << 20;
  private static final Duration COMPILE_TIME = Duration.ofSeconds(30);
  private static final String CELL = read("/dev/rewardgrader/server/execute_batch.py");

  static Script of(Language language, String script, Duration time) {
    boolean python = language.name().equals("python");
    Map<String, byte[]> files =
        python ? Map.of("script.py", script.getBytes(StandardCharsets.UTF_8)) : Map.of();
    return new Script(
        new ProgramText(language, python ? CELL : script, files, COMPILE_TIME, MEMORY),
        new Run(new byte[0], time, List.of(), List.of(), python),
        python);
  }

  /** Why a run has no execution to show, or null where it has one. */
  static String whyThereIsNone(RunOutcome outcome, Duration time) {
    if (outcome.run() == null) {
      return null;
    }
    return switch (outcome.run().ending()) {
      case EXITED, SIGNALED -> null;
      case CPU_LIMIT, WALL_LIMIT -> "the script took more than " + time.toSeconds() + " s";
      case MEMORY_LIMIT -> "the script took more memory than there is";
      case OUTPUT_LIMIT -> "the script printed too much";
      case START_FAILED -> "the script could not be started: " + outcome.run().detail();
    };
  }

  ObjectNode execution(RunOutcome outcome) {
    ExecutionResult result = outcome.compileFailed() ? outcome.compile() : outcome.run();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode results = json.putArray("results");
    ObjectNode logs = json.putObject("logs");
    lines(logs.putArray("stdout"), result.stdout());
    lines(logs.putArray("stderr"), result.stderr());
    JsonNode report = hasResult && result.succeeded() ? report(result) : null;
    if (report == null) {
      json.set("error", failure(result));
    } else {
      json.set("error", report.get("error"));
      if (report.path("text").isTextual()) {
        results
            .addObject()
            .put("text", report.path("text").textValue())
            .put("is_main_result", true);
      }
    }
    json.put("execution_count", 1);
    return json;
  }

  private static JsonNode report(ExecutionResult result) {
    try {
      JsonNode report = Json.parse(result.report());
      return report.has("text") && report.has("error") ? report : null;
    } catch (InputException e) {
      // A script that ended the process itself has not come to its report.
      return null;
    }
  }

  private JsonNode failure(ExecutionResult result) {
    if (result.succeeded() && !hasResult) {
      return JsonNodeFactory.instance.nullNode();
    }
    boolean signaled = result.ending() == ExecutionResult.Ending.SIGNALED;
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("name", signaled ? "Signal" : "ExitStatus");
    error.put("value", Integer.toString(signaled ? result.signal() : result.exitCode()));
    error.put("traceback", new String(result.stderr(), StandardCharsets.UTF_8));
    return error;
  }

  private static void lines(ArrayNode into, byte[] output) {
    if (output.length > 0) {
      into.add(new String(output, StandardCharsets.UTF_8));
    }
  }

  private static String read(String resource) {
    try (InputStream in = Script.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled " + resource + " is broken", e);
    }
  }
}
