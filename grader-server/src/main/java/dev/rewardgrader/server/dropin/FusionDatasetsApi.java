package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import java.time.Duration;
import java.util.List;

/**
 * SandboxFusion's data set endpoints (bytedance/SandboxFusion, {@code
 * sandbox/server/online_judge_api.py}). No data sets are kept here; a row of its class {@code
 * CommonOJ} that comes along as {@code config.provided_data} is judged, and everything else refused
 * as theirs refuses a data set that it does not know.
 */
public final class FusionDatasetsApi implements Api {
  private static final ErrorShape ERRORS = new FastApiErrors(503);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final double DEFAULT_SECONDS = 20;

  private final Grading grading;

  /**
   * @param service without a policy of its own: every test counts
   */
  public FusionDatasetsApi(GradingService service) {
    this.grading = new Grading(service, LONGEST_WAIT);
  }

  @Override
  public List<Route> routes() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return List.of(
        Route.get("/list_datasets", ERRORS, _ -> Reply.json(json.arrayNode())),
        Route.post("/list_ids", ERRORS, FusionDatasetsApi::refuse),
        Route.post("/get_prompts", ERRORS, FusionDatasetsApi::refuse),
        Route.post("/get_prompt_by_id", ERRORS, FusionDatasetsApi::refuse),
        Route.post("/submit", ERRORS, this::submit),
        Route.post("/get_metrics", ERRORS, request -> known(request, json.objectNode())),
        Route.post(
            "/get_metrics_function",
            ERRORS,
            request -> known(request, json.objectNode().putNull("function"))));
  }

  private static Reply known(Request request, ObjectNode answer) throws InputException {
    Fields.text(Fields.object(request.json()), "dataset");
    return Reply.json(answer);
  }

  private static Reply refuse(Request request) throws Problem, InputException {
    throw unknown(Fields.text(Fields.object(request.json()), "dataset"));
  }

  private static Problem unknown(String dataset) {
    return new Problem(
        400,
        "data set "
            + dataset
            + " is not kept here; /submit takes a CommonOJ row in config.provided_data, /v1/grade a"
            + " task");
  }

  private Reply submit(Request request) throws Problem, InputException, InterruptedException {
    JsonNode body = Fields.object(request.json());
    String dataset = Fields.text(body, "dataset");
    String completion = Fields.text(body, "completion");
    JsonNode id = body.get("id");
    if (id == null || !(id.isTextual() || id.isIntegralNumber())) {
      throw new InputException("$.id", id == null ? "missing" : "expected a string or a number");
    }
    JsonNode config = body.path("config");
    if (!config.isObject()) {
      throw new InputException("$.config", "missing");
    }
    String type = config.path("dataset_type").asText("CommonOJ");
    JsonNode row = row(config.path("provided_data"), id, dataset);
    if (!row.has("test") || !(type.equals("CommonOJ") || type.equals("null"))) {
      throw unknown(dataset);
    }
    if (Fields.isAbsent(config.get("language"))) {
      throw new InputException("$.config.language", "missing");
    }
    ObjectNode task = task(row, config);
    RewardRecord record = grading.grade(task, completion, id.asText(), request.caller());
    Grading.requireGraded(record);
    return Reply.json(EvalResult.of(id, record, task.path("tests").size()));
  }

  /** The row, or that of many which has the id. */
  private static JsonNode row(JsonNode data, JsonNode id, String dataset) throws Problem {
    if (data.isObject()) {
      return data;
    }
    for (JsonNode row : data) {
      if (row.path("id").asText().equals(id.asText())) {
        return row;
      }
    }
    throw data.isArray() && !data.isEmpty()
        ? new Problem(400, "config.provided_data has no row " + id)
        : unknown(dataset);
  }

  private static ObjectNode task(JsonNode row, JsonNode config) throws InputException {
    String language = Fields.text(config, "language");
    ObjectNode task =
        StdioTests.of(language.equals("nodejs") ? "javascript" : language, "sandboxfusion_oj");
    String path = "$.config.provided_data.test";
    JsonNode tests = row.get("test");
    if (tests.isTextual()) {
      tests = Json.parse(tests.textValue());
    }
    if (!tests.isArray() || tests.isEmpty()) {
      throw new InputException(path, "expected a list of tests");
    }
    for (int i = 0; i < tests.size(); i++) {
      JsonNode input = tests.get(i).path("input").path("stdin");
      JsonNode output = tests.get(i).path("output").path("stdout");
      if (!input.isTextual() || !output.isTextual()) {
        throw new InputException(
            path + "[" + i + "]", "missing: input.stdin and output.stdout; files are not judged");
      }
      StdioTests.stdio(task, input.textValue(), output.textValue());
    }
    double seconds = Fields.number(config, "run_timeout", DEFAULT_SECONDS);
    task.putObject("limits").put("time_ms", Math.max(1, Math.round(seconds * 1000)));
    if (!config.path("extra").path("run_all_cases").asBoolean(false)) {
      task.put("policy", "binary");
    }
    return task;
  }
}
