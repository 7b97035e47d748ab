package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.server.run.ProgramText;
import dev.rewardgrader.server.run.Run;
import dev.rewardgrader.server.run.RunOutcome;
import dev.rewardgrader.server.run.RunService;
import dev.rewardgrader.server.work.BusyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs in a language, run for their output. */
final class PistonPrograms {
  private static final long DEFAULT_MEMORY = 1024L << 20;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 13,
          "SIGPIPE", 15, "SIGTERM", 25, "SIGXFSZ", 31, "SIGSYS");

  private final RunService service;
  private final Duration longest;

  PistonPrograms(RunService service, Duration longest) {
    this.service = service;
    this.longest = longest;
  }

  ObjectNode run(Language language, JsonNode body, PistonFiles files, String caller)
      throws InputException, BusyException, SandboxException, InterruptedException {
    Map<String, byte[]> others = new HashMap<>(files.contents());
    String source = new String(others.remove(files.main()), StandardCharsets.UTF_8);
    double memory = Fields.number(body, "run_memory_limit", -1);
    ProgramText program =
        new ProgramText(
            language,
            source,
            others,
            millis(body, "compile_timeout", 10_000),
            memory > 0 ? (long) memory : DEFAULT_MEMORY);
    List<String> arguments = new ArrayList<>();
    Fields.array(body, "args").forEach(argument -> arguments.add(argument.asText()));
    // Theirs ends the input with a line feed, whatever it was.
    String stdin = Fields.text(body, "stdin", "") + "\n";
    Run run =
        new Run(
            stdin.getBytes(StandardCharsets.UTF_8),
            millis(body, "run_timeout", 3_000),
            arguments,
            List.of(),
            false);
    RunOutcome outcome = service.run(program, run, caller, longest);
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    ObjectNode compiled =
        outcome.compile() == null ? stage("", "", 0, null) : stage(outcome.compile());
    reply.set("compile", compiled);
    reply.set("run", outcome.run() == null ? compiled : stage(outcome.run()));
    return reply;
  }

  private static Duration millis(JsonNode body, String field, double fallback)
      throws InputException {
    double millis = Fields.number(body, field, fallback);
    if (millis <= 0) {
      throw new InputException("$." + field, "must be positive");
    }
    return Duration.ofMillis(Math.max(1, Math.round(Math.min(millis, 3_600_000))));
  }

  /** A stage that ended by itself, or by a signal. */
  static ObjectNode stage(String stdout, String stderr, Integer code, String signal) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("stdout", stdout);
    json.put("stderr", stderr);
    json.put("output", stdout + stderr);
    json.put("code", code);
    json.put("signal", signal);
    json.putNull("message");
    json.putNull("status");
    json.put("cpu_time", 0);
    json.put("wall_time", 0);
    json.put("memory", 0);
    return json;
  }

  private static ObjectNode stage(ExecutionResult result) {
    boolean exited = result.ending() == ExecutionResult.Ending.EXITED;
    String signal =
        switch (result.ending()) {
          case EXITED, START_FAILED -> null;
          case SIGNALED -> SIGNALS.getOrDefault(result.signal(), "SIG" + result.signal());
          case CPU_LIMIT, WALL_LIMIT, MEMORY_LIMIT, OUTPUT_LIMIT -> "SIGKILL";
        };
    Integer code =
        exited
            ? Integer.valueOf(result.exitCode())
            : result.ending() == ExecutionResult.Ending.START_FAILED ? 127 : null;
    ObjectNode json =
        stage(
            new String(result.stdout(), StandardCharsets.UTF_8),
            new String(result.stderr(), StandardCharsets.UTF_8),
            code,
            signal);
    json.put(
        "status",
        switch (result.ending()) {
          case EXITED -> result.exitCode() == 0 ? null : "RE";
          case SIGNALED -> "SG";
          case CPU_LIMIT, WALL_LIMIT -> "TO";
          case OUTPUT_LIMIT -> "OL";
          case MEMORY_LIMIT -> "SG";
          case START_FAILED -> "XX";
        });
    if (result.ending() == ExecutionResult.Ending.MEMORY_LIMIT) {
      json.put("message", "memory limit exceeded");
    }
    json.put("cpu_time", result.cpuTime().toMillis());
    json.put("wall_time", result.wallTime().toMillis());
    json.put("memory", result.peakMemoryBytes());
    return json;
  }
}
