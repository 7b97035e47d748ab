package dev.rewardgrader.reward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Reason;
import dev.rewardgrader.grade.SubtaskResult;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.TestResult;
import dev.rewardgrader.sandbox.SandboxInfo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** The record as JSON, in the form of {@code reward-record.schema.json}. */
public final class RecordJson {
  /** The value of the {@code schema} field. */
  public static final String SCHEMA = "reward-record/1";

  /** The version of the grader, as told in each record. */
  public static final String VERSION = "0.1.0";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RecordJson() {}

  /** The record as an object with its fields in a fixed order. */
  public static ObjectNode of(RewardRecord record) {
    ObjectNode json = NODES.objectNode();
    json.put("schema", SCHEMA);
    json.put("id", record.id());
    if (record.group() != null) {
      json.put("group", record.group());
    }
    json.put("kind", record.kind());
    json.put("status", record.isFault() ? "error" : "graded");
    json.put("verdict", record.isFault() ? null : record.verdict().name());
    json.set("reward", number(record.rewardValue()));
    if (record.isFault()) {
      json.set("reason", reason(record.fault()));
    } else {
      addGrade(json, record);
    }
    ObjectNode timing = json.putObject("timing");
    timing.put("queue_ms", record.queueTime().toMillis());
    if (!record.isFault()) {
      timing.put("compile_ms", record.grade().compileTime().toMillis());
      timing.put("run_ms", record.grade().runTime().toMillis());
    }
    timing.put("total_ms", record.totalTime().toMillis());
    if (!record.isFault()) {
      json.set("sandbox", sandbox(record.grade().sandbox()));
    }
    json.put("cached", record.cached());
    json.put("grader", VERSION);
    if (!record.meta().isEmpty()) {
      json.set("meta", object(record.meta()));
    }
    return json;
  }

  private static void addGrade(ObjectNode json, RewardRecord record) {
    Grade grade = record.grade();
    json.put("policy", record.policy());
    json.set("components", numbers(record.reward().components()));
    if (record.reward().gate() != null) {
      json.set("gate", record.reward().gate());
    }
    if (!grade.scores().isEmpty()) {
      json.set("scores", numbers(grade.scores()));
    }
    if (grade.tests() != null) {
      json.set("tests", tests(grade.tests()));
    }
    json.set("candidate", candidate(grade.candidate()));
    json.set("reason", reason(grade.reason()));
    ArrayNode flags = json.putArray("flags");
    grade.flags().forEach(flags::add);
    if (!grade.details().isEmpty()) {
      json.set("details", object(grade.details()));
    }
  }

  private static ObjectNode tests(TestReport report) {
    ObjectNode json = NODES.objectNode();
    json.put("passed", report.passed());
    json.put("total", report.total());
    ArrayNode results = json.putArray("results");
    for (TestResult result : report.results()) {
      ObjectNode test = results.addObject();
      test.put("id", result.id());
      if (result.group() != null) {
        test.put("group", result.group());
      }
      if (result.points() != 1) {
        test.set("points", number(result.points()));
      }
      test.put("verdict", result.verdict().name());
      if (result.score() != (result.passed() ? 1 : 0)) {
        test.set("score", number(result.score()));
      }
      if (result.cpuTime() != null) {
        test.set("cpu_ms", millis(result.cpuTime()));
      }
      if (result.wallTime() != null) {
        test.set("wall_ms", millis(result.wallTime()));
      }
      if (result.memoryBytes() > 0) {
        test.put("memory_kb", result.memoryBytes() / 1024);
      }
      if (result.message() != null) {
        test.put("message", result.message());
      }
    }
    if (!report.subtasks().isEmpty()) {
      ArrayNode subtasks = json.putArray("subtasks");
      report.subtasks().forEach(subtask -> subtasks.add(subtask(subtask)));
    }
    return json;
  }

  private static ObjectNode subtask(SubtaskResult subtask) {
    ObjectNode json = NODES.objectNode();
    json.put("id", subtask.id());
    json.set("points", number(subtask.points()));
    json.set("earned", number(subtask.earned()));
    json.put("passed", subtask.passed());
    json.put("total", subtask.total());
    if (subtask.blockedBy() != null) {
      json.put("blocked_by", subtask.blockedBy());
    }
    return json;
  }

  private static JsonNode candidate(Candidate candidate) {
    if (candidate == null) {
      return NODES.nullNode();
    }
    ObjectNode json = NODES.objectNode();
    json.put("text", candidate.text());
    if (candidate.language() != null) {
      json.put("language", candidate.language());
    }
    json.put("rule", candidate.rule());
    return json;
  }

  private static JsonNode reason(Reason reason) {
    if (reason == null) {
      return NODES.nullNode();
    }
    ObjectNode json = NODES.objectNode();
    json.put("code", reason.code());
    json.put("message", reason.message());
    return json;
  }

  private static JsonNode sandbox(SandboxInfo info) {
    if (info == null) {
      return NODES.nullNode();
    }
    ObjectNode json = NODES.objectNode();
    json.put("backend", info.backend());
    json.put("image", info.image());
    json.put("isolation", info.isolation());
    return json;
  }

  private static ObjectNode object(Map<String, JsonNode> fields) {
    ObjectNode json = NODES.objectNode();
    fields.forEach(json::set);
    return json;
  }

  private static ObjectNode numbers(Map<String, Double> values) {
    ObjectNode json = NODES.objectNode();
    values.forEach((name, value) -> json.set(name, number(value)));
    return json;
  }

  /** Milliseconds with three decimals: a test may take less than one. */
  private static JsonNode millis(Duration duration) {
    return number(Math.round(duration.toNanos() / 1_000.0) / 1_000.0);
  }

  /** A whole number without a point, and null for what is not a number: JSON has no NaN. */
  private static JsonNode number(Double value) {
    if (value == null || !Double.isFinite(value)) {
      return NODES.nullNode();
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return NODES.numberNode(value.longValue());
    }
    return NODES.numberNode(BigDecimal.valueOf(value).stripTrailingZeros());
  }
}
