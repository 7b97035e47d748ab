package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.reward.RewardRecord;
import java.time.Duration;
import java.util.List;

/** A judged completion in the form of SandboxFusion and of ScaleBox, which began as its copy. */
final class EvalResult {
  private EvalResult() {}

  /**
   * @param id as the client gave it
   * @param total the task's tests, of which each says why where none was run
   */
  static ObjectNode of(JsonNode id, RewardRecord record, int total) {
    Grade grade = record.grade();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("id", id);
    json.put("accepted", record.verdict() == Verdict.ACCEPTED);
    json.put("extracted_code", grade.candidate() == null ? "" : grade.candidate().text());
    json.putNull("full_code");
    json.putNull("test_code");
    json.set("tests", tests(grade, total));
    json.put("extracted_type", grade.candidate() == null ? "empty" : "fenced");
    json.putNull("extra");
    return json;
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
