package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.sandbox.ExecutionResult;
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
import dev.rewardgrader.server.run.RunService;
import dev.rewardgrader.server.work.BusyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The sandbox of NeMo-Skills, {@code POST /execute} (NVIDIA/NeMo-Skills, {@code
 * nemo_skills/code_execution/local_sandbox}). A program that exits with an error has still {@code
 * completed}. Sessions of notebooks and Lean are refused.
 */
public final class NemoSkillsApi implements Api {
  private static final ErrorShape ERRORS =
      problem -> {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("process_status", "error");
        json.put("stdout", "");
        json.put("stderr", problem.getMessage());
        json.put("error", problem.getMessage());
        return Reply.json(problem.status(), json);
      };

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final long MEMORY = 2048L << 20;
  private static final Map<String, String> NAMES =
      Map.of("python", "python", "python3", "python", "pypy3", "pypy", "shell", "bash");

  private final RunService service;
  private final Languages languages;

  public NemoSkillsApi(RunService service, Languages languages) {
    this.service = service;
    this.languages = languages;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/execute", ERRORS, this::execute));
  }

  private Reply execute(Request request) throws Problem, InputException, InterruptedException {
    JsonNode body = Fields.object(request.json());
    String code = Fields.text(body, "generated_code");
    Duration time = Fields.seconds(body, "timeout", 10);
    String name = Fields.text(body, "language", "python");
    String stdin = Fields.text(body, "std_input", "");
    double most = Fields.number(body, "max_output_characters", 1000);
    if (!NAMES.containsKey(name)) {
      throw new Problem(
          501, "language '" + name + "' is not run here: python, pypy3 and shell are");
    }
    Language language = languages.find(NAMES.get(name)).orElseThrow();
    ProgramText program = new ProgramText(language, code, Map.of(), time, MEMORY);
    Run run = Run.of(stdin.getBytes(StandardCharsets.UTF_8), time);
    try {
      ExecutionResult result = service.run(program, run, request.caller(), LONGEST_WAIT).run();
      return Reply.json(reply(result, (int) Math.clamp(most, 0, 1 << 28)));
    } catch (BusyException e) {
      throw Problem.busy(e.getMessage(), e.retryAfter());
    } catch (SandboxException e) {
      throw e.isTransient()
          ? Problem.busy(e.getMessage(), Duration.ofSeconds(2))
          : new Problem(500, e.getMessage());
    }
  }

  private static ObjectNode reply(ExecutionResult result, int most) {
    boolean late =
        switch (result.ending()) {
          case CPU_LIMIT, WALL_LIMIT -> true;
          default -> false;
        };
    boolean killed =
        switch (result.ending()) {
          case MEMORY_LIMIT, OUTPUT_LIMIT, START_FAILED -> true;
          default -> false;
        };
    String stderr = cut(new String(result.stderr(), StandardCharsets.UTF_8), most);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("process_status", late ? "timeout" : killed ? "error" : "completed");
    json.put("stdout", cut(new String(result.stdout(), StandardCharsets.UTF_8), most));
    json.put("stderr", late ? stderr + "Timed out\n" : killed ? stderr + result.ending() : stderr);
    return json;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "<output cut>";
  }
}
