package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
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
import dev.rewardgrader.testsuites.code.datasets.Packed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * open-instruct's code API (allenai/open-instruct, {@code open_instruct/code_utils/api.py}): {@code
 * {program, tests, max_execution_time}} in, {@code {results: [0|1], runtimes: [s]}} out. A test
 * that fails has the runtime -1.
 */
public final class OpenInstructApi implements Api {
  private static final ErrorShape ERRORS = new FastApiErrors(503);

  /** Its client waits for 30 s at least and tries four times. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private static final double FAILED = -1.0;

  private final Grading grading;

  /**
   * @param service without a policy of its own: every test counts
   */
  public OpenInstructApi(GradingService service) {
    this.grading = new Grading(service, LONGEST_WAIT);
  }

  @Override
  public List<Route> routes() {
    ObjectNode healthy = JsonNodeFactory.instance.objectNode().put("status", "healthy");
    return List.of(
        Route.get("/health", ERRORS, _ -> Reply.json(healthy)).withoutToken(),
        Route.post("/test_program", ERRORS, this::asserts),
        Route.post("/test_program_stdio", ERRORS, this::stdio));
  }

  /** Every test is a text to run behind the program, in a process of its own. */
  private Reply asserts(Request request) throws Problem, InputException, InterruptedException {
    JsonNode body = Fields.object(request.json());
    String completion = Fenced.of("python", Fields.text(body, "program"));
    long millis = Fields.seconds(body, "max_execution_time", 1).toMillis();
    List<Grading.Sample> samples = new ArrayList<>();
    for (JsonNode test : tests(body)) {
      ObjectNode task = JsonNodeFactory.instance.objectNode();
      task.put("kind", "code").put("language", "python");
      task.put("test_code", StdioTests.text(test));
      task.putObject("limits").put("time_ms", millis);
      samples.add(new Grading.Sample(task, completion, "test_program"));
    }
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    ArrayNode runtimes = JsonNodeFactory.instance.arrayNode();
    for (RewardRecord record : grading.gradeAll(samples, request.caller())) {
      Grading.requireGraded(record);
      boolean passed = record.verdict() == Verdict.ACCEPTED;
      results.add(passed ? 1 : 0);
      runtimes.add(passed ? seconds(record.grade().runTime()) : FAILED);
    }
    return reply(results, runtimes);
  }

  private Reply stdio(Request request) throws Problem, InputException, InterruptedException {
    JsonNode body = Fields.object(request.json());
    String completion = Fenced.of("python", Fields.text(body, "program"));
    long millis = Fields.seconds(body, "max_execution_time", 1).toMillis();
    JsonNode tests = tests(body);
    if (tests.isEmpty()) {
      return reply(JsonNodeFactory.instance.arrayNode(), JsonNodeFactory.instance.arrayNode());
    }
    ObjectNode task = StdioTests.of("python", "open_instruct");
    task.putObject("limits").put("time_ms", millis);
    for (int i = 0; i < tests.size(); i++) {
      JsonNode test = tests.get(i);
      if (!test.has("input") || !test.has("output")) {
        throw new InputException("$.tests[" + i + "]", "missing: input and output");
      }
      StdioTests.stdio(
          task, StdioTests.text(test.get("input")), StdioTests.text(test.get("output")));
    }
    RewardRecord record = grading.grade(task, completion, "test_program_stdio", request.caller());
    Grading.requireGraded(record);
    Map<String, TestResult> byId = new HashMap<>();
    if (record.grade().tests() != null) {
      record.grade().tests().results().forEach(result -> byId.put(result.id(), result));
    }
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    ArrayNode runtimes = JsonNodeFactory.instance.arrayNode();
    for (int i = 1; i <= tests.size(); i++) {
      TestResult result = byId.get(Integer.toString(i));
      boolean passed = result != null && result.passed();
      results.add(passed ? 1 : 0);
      runtimes.add(passed && result.wallTime() != null ? seconds(result.wallTime()) : FAILED);
    }
    return reply(results, runtimes);
  }

  private static Reply reply(ArrayNode results, ArrayNode runtimes) {
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    reply.set("results", results);
    reply.set("runtimes", runtimes);
    return Reply.json(reply);
  }

  /** A list, the same as JSON text, or packed: base64 of zlib of a pickle. */
  private static JsonNode tests(JsonNode body) throws InputException {
    JsonNode tests = body.get("tests");
    if (tests == null) {
      throw new InputException("$.tests", "missing");
    }
    JsonNode list = tests;
    if (tests.isTextual() && !tests.textValue().isEmpty()) {
      try {
        list = Json.parse(tests.textValue());
      } catch (InputException e) {
        list = Packed.tests(tests.textValue(), "$.tests");
      }
    } else if (tests.isNull() || tests.isTextual()) {
      list = JsonNodeFactory.instance.arrayNode();
    }
    if (!list.isArray()) {
      throw new InputException("$.tests", "expected a list");
    }
    return list;
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
