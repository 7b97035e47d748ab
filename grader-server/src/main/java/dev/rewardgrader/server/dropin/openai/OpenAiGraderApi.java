package dev.rewardgrader.server.dropin.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.sandbox.SandboxException;
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
 * {@code POST /v1/fine_tuning/alpha/graders/run} (openai/openai-openapi): {@code {grader, item,
 * model_sample}} in, a reward with what went wrong out. Graders that ask a model are refused.
 */
public final class OpenAiGraderApi implements Api {
  private static final ErrorShape ERRORS =
      problem -> {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode error = json.putObject("error");
        error.put("message", problem.getMessage());
        error.put("type", problem.status() < 500 ? "invalid_request_error" : "server_error");
        error.put(
            "param", problem.path() == null ? null : problem.path().replaceFirst("^\\$\\.?", ""));
        error.putNull("code");
        return Reply.json(problem.status(), json);
      };

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final PythonGrader python;

  public OpenAiGraderApi(RunService service, Languages languages) {
    this.python = new PythonGrader(service, languages, LONGEST_WAIT);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/v1/fine_tuning/alpha/graders/run", ERRORS, this::run));
  }

  private Reply run(Request request) throws Problem, InputException, InterruptedException {
    long start = System.nanoTime();
    JsonNode body = request.json();
    if (!body.path("model_sample").isTextual()) {
      throw new InputException("$.model_sample", "expected a string");
    }
    JsonNode grader = body.path("grader");
    GraderRun run = new GraderRun(variables(body), python, request.caller());
    double reward;
    try {
      reward = run.score(grader, "$.grader");
    } catch (BusyException e) {
      throw Problem.busy(e.getMessage(), e.retryAfter());
    } catch (SandboxException e) {
      throw e.isTransient()
          ? Problem.busy(e.getMessage(), Duration.ofSeconds(2))
          : new Problem(500, e.getMessage());
    }
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.put("reward", Double.isFinite(reward) ? reward : 0);
    ObjectNode metadata = reply.putObject("metadata");
    metadata.put("name", grader.path("name").asText(""));
    metadata.put("type", grader.path("type").asText(""));
    errors(metadata.putObject("errors"), run, reward);
    metadata.put("execution_time", (System.nanoTime() - start) / 1e9);
    ObjectNode scores = metadata.putObject("scores");
    run.scores().forEach(scores::put);
    metadata.putNull("token_usage");
    metadata.putNull("sampled_model_name");
    ObjectNode parts = reply.putObject("sub_rewards");
    run.scores().forEach(parts::put);
    reply.putObject("model_grader_token_usage_per_model");
    return Reply.json(reply);
  }

  private static ObjectNode variables(JsonNode body) {
    ObjectNode variables = JsonNodeFactory.instance.objectNode();
    ObjectNode sample = variables.putObject("sample");
    String text = body.path("model_sample").textValue();
    sample.put("output_text", text);
    try {
      sample.set("output_json", Json.parse(text));
    } catch (InputException e) {
      // What is not JSON has no JSON form.
    }
    variables.set("item", body.path("item").isObject() ? body.get("item") : sample.objectNode());
    return variables;
  }

  private static void errors(ObjectNode json, GraderRun run, double reward) {
    json.put("formula_parse_error", false);
    json.put("sample_parse_error", false);
    json.put("truncated_observation_error", false);
    json.put("unresponsive_reward_error", false);
    json.put("invalid_variable_error", run.invalidVariable() != null);
    json.put("other_error", !Double.isFinite(reward));
    json.put("python_grader_server_error", false);
    json.putNull("python_grader_server_error_type");
    json.put("python_grader_runtime_error", run.pythonFailure() != null);
    json.put("python_grader_runtime_error_details", run.pythonFailure());
    json.put("model_grader_server_error", false);
    json.put("model_grader_refusal_error", false);
    json.put("model_grader_parse_error", false);
    json.putNull("model_grader_server_error_details");
  }
}
