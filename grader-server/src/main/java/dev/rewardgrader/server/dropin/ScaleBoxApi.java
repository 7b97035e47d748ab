package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
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
 * ScaleBox's {@code POST /common_evaluate_batch} (icip-cas/ScaleBox, {@code
 * sandbox/server/online_judge_api.py}): a completion and all its test cases in one request.
 */
public final class ScaleBoxApi implements Api {
  private static final ErrorShape ERRORS = new FastApiErrors(503);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Grading grading;

  /**
   * @param service without a policy of its own: every test counts
   */
  public ScaleBoxApi(GradingService service) {
    this.grading = new Grading(service, LONGEST_WAIT);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/common_evaluate_batch", ERRORS, this::evaluate));
  }

  private Reply evaluate(Request request) throws Problem, InputException, InterruptedException {
    JsonNode body = Fields.object(request.json());
    String completion = Fields.text(body, "completion");
    JsonNode config = body.path("config");
    if (config.path("language").asText("").isEmpty()) {
      throw new Problem(400, "config.language field must exist, got None");
    }
    JsonNode extra = config.path("extra");
    if (!Fields.isAbsent(extra.get("special_judge_program"))) {
      throw new Problem(501, "special judges: send the task to /v1/grade with a checker program");
    }
    ObjectNode task = task(config);
    double seconds = Fields.number(config, "run_timeout", 10);
    task.putObject("limits").put("time_ms", Math.max(1, Math.round(seconds * 1000)));
    if (!extra.path("run_all_cases").asBoolean(false)) {
      task.put("policy", "binary");
    }
    RewardRecord record =
        grading.grade(task, completion, body.path("id").asText(null), request.caller());
    Grading.requireGraded(record);
    JsonNode id = body.has("id") ? body.get("id") : JsonNodeFactory.instance.numberNode(0);
    return Reply.json(EvalResult.of(id, record, task.path("tests").size()));
  }

  private static ObjectNode task(JsonNode config) throws InputException {
    String path = "$.config.provided_data.test_cases";
    JsonNode cases = config.path("provided_data").path("test_cases");
    if (!cases.isObject()) {
      throw new InputException(path, "missing");
    }
    String given = config.path("language").asText();
    String language = given.equals("nodejs") ? "javascript" : given;
    String type = cases.path("type").asText("stdin_stdout");
    if (type.equals("assert")) {
      ObjectNode task = JsonNodeFactory.instance.objectNode();
      task.put("kind", "code").put("language", language);
      task.put("test_code", StdioTests.text(cases.path("test")));
      if (!Fields.isAbsent(cases.get("entry_point"))) {
        task.set("entry_point", cases.get("entry_point"));
      }
      return task;
    }
    ObjectNode lists = JsonNodeFactory.instance.objectNode();
    lists.set("inputs", cases.path("input"));
    lists.set("outputs", cases.path("output"));
    if (type.equals("function_call")) {
      lists.set("fn_name", cases.path("fn_name"));
    }
    String checker = type.equals("function_call") ? "lcb" : "sandboxfusion_oj";
    return StdioTests.task(language, lists, path, checker);
  }
}
