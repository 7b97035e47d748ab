package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
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
import dev.rewardgrader.server.run.RunService;
import dev.rewardgrader.server.work.BusyException;
import java.time.Duration;
import java.util.List;

/**
 * Piston's API, version 2 (engineer-man/piston), with the Codeforces and IOI packages that open-r1
 * uses. Those are judged outside the candidate's sandbox, and answered as their scripts would.
 */
public final class PistonApi implements Api {
  private static final String VERSION = "1.0.0";
  private static final ErrorShape ERRORS =
      problem ->
          Reply.json(
              problem.status(),
              JsonNodeFactory.instance.objectNode().put("message", message(problem)));

  /** open-r1 waits 30 s for the first byte. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(12);

  private final PistonPrograms programs;
  private final PistonJudged judged;
  private final Languages languages;

  /**
   * @param checkers for submissions that a program checks
   */
  public PistonApi(RunService runs, ProgramCheckers checkers, Languages languages) {
    this.programs = new PistonPrograms(runs, LONGEST_WAIT);
    this.judged = new PistonJudged(runs, checkers, LONGEST_WAIT);
    this.languages = languages;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post("/api/v2/execute", ERRORS, this::execute),
        Route.get("/api/v2/runtimes", ERRORS, this::runtimes),
        Route.post("/api/v2/packages", ERRORS, PistonApi::packages),
        Route.get(
            "/api/v2/packages", ERRORS, _ -> Reply.json(JsonNodeFactory.instance.arrayNode())));
  }

  private Reply execute(Request request) throws Problem, InputException, InterruptedException {
    JsonNode body = object(request);
    String name = required(body, "language");
    required(body, "version");
    PistonFiles files = PistonFiles.of(body);
    try {
      ObjectNode reply = execute(name, body, files, request.caller());
      reply.put("language", name);
      reply.put("version", VERSION);
      return Reply.json(reply);
    } catch (BusyException e) {
      throw Problem.busy(e.getMessage(), e.retryAfter());
    } catch (SandboxException e) {
      throw e.isTransient()
          ? Problem.busy(e.getMessage(), Duration.ofSeconds(2))
          : new Problem(500, e.getMessage());
    }
  }

  private ObjectNode execute(String name, JsonNode body, PistonFiles files, String caller)
      throws Problem, InputException, BusyException, SandboxException, InterruptedException {
    if (name.equals("cms_ioi")) {
      return judged.ioi(language("cpp"), body, files, caller);
    }
    if (name.equals("cf_python3") || files.has("grader_config")) {
      Language language = language(name.equals("cf_python3") ? "python" : name);
      return judged.codeforces(language, files, caller);
    }
    return programs.run(language(name), body, files, caller);
  }

  private Language language(String name) throws Problem {
    return languages.find(name).orElseThrow(() -> new Problem(400, name + "-* runtime is unknown"));
  }

  private static String required(JsonNode body, String field) throws Problem {
    JsonNode value = body.get(field);
    if (value == null || !value.isTextual()) {
      throw new Problem(400, field + " is required as a string");
    }
    return value.textValue();
  }

  private Reply runtimes(Request request) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Language language : languages.all()) {
      ObjectNode one = all.addObject();
      one.put("language", language.name());
      one.put("version", VERSION);
      ArrayNode aliases = one.putArray("aliases");
      language.aliases().forEach(aliases::add);
    }
    for (String name : List.of("cf_python3", "cms_ioi")) {
      ObjectNode one = all.addObject();
      one.put("language", name);
      one.put("version", VERSION);
      one.putArray("aliases");
    }
    return Reply.json(all);
  }

  /** What is to be installed is there or will never be. */
  private static Reply packages(Request request) throws Problem, InputException {
    JsonNode body = object(request);
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.put("language", required(body, "language"));
    reply.put("version", VERSION);
    return Reply.json(reply);
  }

  private static JsonNode object(Request request) throws InputException {
    JsonNode body = request.json();
    if (!body.isObject()) {
      throw new InputException("$", "body must be an object");
    }
    return body;
  }

  /** Piston names the field and then what is wrong with it: {@code language is required}. */
  private static String message(Problem problem) {
    String field = problem.path() == null ? "" : problem.path().replaceFirst("^\\$\\.?", "");
    return (field + " " + problem.getMessage()).strip();
  }
}
