package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
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
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.set("id", body.has("id") ? body.get("id") : reply.numberNode(0));
    reply.put("accepted", record.verdict() == Verdict.ACCEPTED);
    Grade grade = record.grade();
    reply.put("extracted_code", grade.candidate() == null ? "" : grade.candidate().text());
    reply.putNull("full_code");
    reply.putNull("test_code");
    reply.set("tests", tests(grade, task.path("tests").size()));
    reply.put("extracted_type", grade.candidate() == null ? "empty" : "fenced");
    reply.putNull("extra");
    return Reply.json(reply);
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

  private static ArrayNode tests(Grade grade, int total) {
    ArrayNode tests = JsonNodeFactory.instance.arrayNode();
    List<TestResult> results = grade.tests() == null ? List.of() : grade.tests().results();
    for (TestResult result : results) {
      add(tests, result.verdict(), result.wallTime(), result.message());
    }
    if (results.isEmpty()) {
      // Nothing ran: every case says why, once where there are none to count.
      String why = grade.reason() == null ? null : grade.reason().message();
      for (int i = 0; i < Math.max(1, total); i++) {
        add(tests, grade.verdict(), null, why);
      }
    }
    return tests;
  }

  private static void add(ArrayNode tests, Verdict verdict, Duration time, String message) {
    ObjectNode test = tests.addObject();
    test.put("passed", verdict == Verdict.ACCEPTED);
    ObjectNode info = test.putObject("exec_info");
    boolean finished = verdict == Verdict.ACCEPTED || verdict == Verdict.WRONG_ANSWER;
    info.put("status", finished ? "Success" : "Failed");
    info.put("message", message == null ? "" : message);
    boolean compiled = verdict != Verdict.COMPILE_ERROR;
    info.set("compile_result", compiled ? info.nullNode() : result("Finished", null, 1, message));
    String status = verdict == Verdict.TIME_LIMIT_EXCEEDED ? "TimeLimitExceeded" : "Finished";
    info.set("run_result", compiled ? result(status, time, finished ? 0 : 1, message) : null);
    info.putNull("executor_pod_name");
    info.putObject("files");
    test.putNull("test_info");
  }

  private static ObjectNode result(String status, Duration time, int code, String message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", status);
    json.put("execution_time", time == null ? null : time.toNanos() / 1e9);
    json.put("return_code", code);
    json.putNull("stdout");
    json.put("stderr", message == null ? "" : message);
    return json;
  }
}
