package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import dev.rewardgrader.server.run.ProgramText;
import dev.rewardgrader.server.run.Run;
import dev.rewardgrader.server.run.RunOutcome;
import dev.rewardgrader.server.run.RunService;
import dev.rewardgrader.server.work.BusyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SandboxFusion's {@code POST /run_code} (bytedance/SandboxFusion, {@code
 * sandbox/server/sandbox_api.py}), which verl, tinker-cookbook, ROLL and SkyRL call. What is full
 * says 504, the one status that verl retries.
 */
public final class SandboxFusionApi implements Api {
  private static final ErrorShape ERRORS = new FastApiErrors(504);

  /** verl waits for the two times that it asks for and ten seconds more. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  private static final long DEFAULT_MEMORY = 1024L << 20;

  /** Languages of theirs that have no counterpart here under any name. */
  private static final List<String> ELSEWHERE =
      List.of(
          "go_test",
          "pytest",
          "junit",
          "jest",
          "kotlin_script",
          "verilog",
          "python_gpu",
          "cuda",
          "lean",
          "swift",
          "racket",
          "D_ut",
          "sql",
          "scala",
          "julia");

  private final RunService service;
  private final Languages languages;

  public SandboxFusionApi(RunService service, Languages languages) {
    this.service = service;
    this.languages = languages;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/run_code", ERRORS, this::runCode),
        Route.post("/run_jupyter", ERRORS, SandboxFusionApi::refuseJupyter),
        Route.get("/v1/ping", ERRORS, _ -> Reply.json(JsonNodeFactory.instance.textNode("pong"))));
  }

  private static Reply refuseJupyter(Request request) throws Problem {
    throw new Problem(501, "notebooks are not run here; send programs to /run_code");
  }

  private Reply runCode(Request request) throws Problem, InputException, InterruptedException {
    JsonNode body = Fields.object(request.json());
    String code = Fields.text(body, "code");
    String name = Fields.text(body, "language");
    Duration compileTime = Fields.seconds(body, "compile_timeout", 10);
    Duration runTime = Fields.seconds(body, "run_timeout", 10);
    double memory = Fields.number(body, "memory_limit_MB", -1);
    String stdin = Fields.text(body, "stdin", "");
    Map<String, byte[]> files = files(body.get("files"));
    List<String> fetch = new ArrayList<>();
    for (JsonNode path : Fields.array(body, "fetch_files")) {
      fetch.add(safe(path.asText(), "$.fetch_files[" + fetch.size() + "]"));
    }
    Language language = languages.find(name).orElse(null);
    if (language == null) {
      if (ELSEWHERE.contains(name)) {
        return Reply.json(sandboxError("language " + name + " is not installed here"));
      }
      throw new InputException("$.language", "no language '" + name + "'");
    }
    ProgramText program =
        new ProgramText(
            language,
            code,
            files,
            compileTime,
            memory > 0 ? (long) (memory * (1 << 20)) : DEFAULT_MEMORY);
    Run run = new Run(stdin.getBytes(StandardCharsets.UTF_8), runTime, List.of(), fetch, false);
    try {
      return Reply.json(reply(service.run(program, run, request.caller(), LONGEST_WAIT)));
    } catch (BusyException e) {
      throw new Problem(504, e.getMessage(), null, e.retryAfter());
    } catch (SandboxException e) {
      if (e.isTransient()) {
        throw new Problem(504, e.getMessage(), null, Duration.ofSeconds(2));
      }
      return Reply.json(sandboxError(e.getMessage()));
    }
  }

  private static Map<String, byte[]> files(JsonNode files) throws InputException {
    Map<String, byte[]> contents = new HashMap<>();
    if (Fields.isAbsent(files)) {
      return contents;
    }
    if (!files.isObject()) {
      throw new InputException("$.files", "expected an object of paths and base64");
    }
    for (Map.Entry<String, JsonNode> file : files.properties()) {
      String place = "$.files";
      try {
        byte[] content =
            file.getValue().isNull()
                ? new byte[0]
                : Base64.getMimeDecoder().decode(file.getValue().asText());
        contents.put(safe(file.getKey(), place), content);
      } catch (IllegalArgumentException e) {
        throw new InputException(place, "'" + file.getKey() + "' is not base64: " + e.getMessage());
      }
    }
    return contents;
  }

  private static String safe(String path, String place) throws InputException {
    String relative = path.startsWith("./") ? path.substring(2) : path;
    if (relative.isEmpty()
        || relative.startsWith("/")
        || List.of(relative.split("/", -1)).contains("..")
        || relative.indexOf('\0') >= 0) {
      throw new InputException(place, "'" + path + "' is no path inside the work folder");
    }
    return relative;
  }

  private static ObjectNode reply(RunOutcome outcome) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    boolean success = !outcome.compileFailed() && outcome.run().succeeded();
    json.put("status", success ? "Success" : "Failed");
    json.put("message", "");
    json.set("compile_result", FusionResult.of(outcome.compile()));
    json.set("run_result", FusionResult.of(outcome.run()));
    json.putNull("executor_pod_name");
    ObjectNode files = json.putObject("files");
    outcome
        .files()
        .forEach((path, bytes) -> files.put(path, Base64.getEncoder().encodeToString(bytes)));
    return json;
  }

  private static ObjectNode sandboxError(String message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", "SandboxError");
    json.put("message", message);
    json.putNull("compile_result");
    ObjectNode run = json.putObject("run_result");
    run.put("status", "Error");
    run.putNull("execution_time");
    run.putNull("return_code");
    run.putNull("stdout");
    run.put("stderr", message);
    json.putNull("executor_pod_name");
    json.putObject("files");
    return json;
  }
}
