package dev.rewardgrader.server.grading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.TestReport;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.reward.RewardRecord;
import java.time.Duration;

/**
 * A record as verl's reward loop wants it: the same keys for every domain and every outcome, since
 * it looks up the first sample's keys in all others (verl, {@code
 * experimental/reward_loop/reward_loop.py}), and numbers wherever it computes means. Only where
 * there is no reward, {@code score} and {@code acc} are null, so that a fault is loud.
 */
public final class VerlView {
  private VerlView() {}

  public static ObjectNode of(RewardRecord record) {
    Grade grade = record.grade();
    Double reward = record.rewardValue();
    boolean scored = reward != null && Double.isFinite(reward);
    TestReport tests = grade == null ? null : grade.tests();
    boolean accepted = record.verdict() == Verdict.ACCEPTED;
    int passed = tests == null ? (accepted ? 1 : 0) : tests.passed();
    int total = tests == null ? 1 : tests.total();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (scored) {
      json.put("score", reward);
      json.put("acc", accepted ? 1 : 0);
    } else {
      json.putNull("score");
      json.putNull("acc");
    }
    json.put("pred", grade == null || grade.candidate() == null ? "" : grade.candidate().text());
    json.put("status", status(record));
    json.put("passed", passed);
    json.put("total", total);
    json.put("pass_rate", total == 0 ? 0.0 : (double) passed / total);
    json.put("format_ok", record.isFault() || record.verdict() == Verdict.NO_ANSWER ? 0 : 1);
    json.put("error", record.isFault() ? 1 : 0);
    json.put("undecided", record.verdict() == Verdict.UNDECIDED ? 1 : 0);
    json.put("queue_ms", record.queueTime().toMillis());
    json.put("compile_ms", grade == null ? 0 : grade.compileTime().toMillis());
    json.put("run_ms", grade == null ? 0 : grade.runTime().toMillis());
    json.put("wall_ms", record.totalTime().toMillis());
    json.put("cpu_ms", cpuTime(tests).toMillis());
    json.put("cached", record.cached() ? 1 : 0);
    json.put("reason", reason(record));
    return json;
  }

  private static String reason(RewardRecord record) {
    if (record.isFault()) {
      return record.fault().code() + ": " + record.fault().message();
    }
    return record.grade().reason() == null ? "" : record.grade().reason().code();
  }

  private static Duration cpuTime(TestReport tests) {
    if (tests == null) {
      return Duration.ZERO;
    }
    return tests.results().stream()
        .map(result -> result.cpuTime() == null ? Duration.ZERO : result.cpuTime())
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static String status(RewardRecord record) {
    if (record.isFault()) {
      return "grader_error";
    }
    return switch (record.verdict()) {
      case ACCEPTED -> "ok";
      case WRONG_ANSWER -> "wrong_answer";
      case PARTIAL -> "partial";
      case TIME_LIMIT_EXCEEDED -> "timeout";
      case MEMORY_LIMIT_EXCEEDED -> "memory_exceeded";
      case OUTPUT_LIMIT_EXCEEDED -> "output_exceeded";
      case RUNTIME_ERROR -> "runtime_error";
      case COMPILE_ERROR -> "compile_error";
      case NO_ANSWER -> "no_answer";
      case REJECTED -> "rejected";
      case UNDECIDED -> "undecided";
    };
  }
}
