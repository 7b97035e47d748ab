package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Verdict;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.server.http.Problem;
import java.util.HashMap;
import java.util.Map;

/**
 * The packages of open-r1's Piston (huggingface/open-r1, {@code
 * utils/competitive_programming/cf_scoring.py} and {@code ioi_scoring.py}): a submission, a test
 * and a checker in, a score on standard output out. Expected outputs and checkers never come near
 * the submission.
 */
final class PistonJudged {
  private static final long CHECKER_MS = 10_000;

  private final Grading grading;

  PistonJudged(Grading grading) {
    this.grading = grading;
  }

  /** {@code run.stdout} is 1 or 0, {@code compile.code} not 0 where it did not compile. */
  ObjectNode codeforces(String language, PistonFiles files, String caller)
      throws Problem, InputException, InterruptedException {
    Map<String, String> config = config(files.text("grader_config"));
    if (config.getOrDefault("INPUT_MODE", "stdio").equals("file")) {
      throw new Problem(400, "INPUT_MODE=file is not judged");
    }
    ObjectNode task = StdioTests.of(language, "cf_diff");
    StdioTests.stdio(task, files.required("input.txt"), files.required("correct_output.txt"));
    if (files.has("checker.py")) {
      checker(task, "python", files.text("checker.py"));
    }
    limits(task, number(config, "TIME_LIMIT", 2), number(config, "MEMORY_LIMIT", 256));
    RewardRecord record = grade(task, language, files.text(files.main()), caller);
    String score = record.verdict() == Verdict.ACCEPTED ? "1" : "0";
    return reply(record, score + "\n", reason(record));
  }

  /** {@code run.stdout} is the score from 0 to 1, {@code run.stderr} the feedback. */
  ObjectNode ioi(JsonNode body, PistonFiles files, String caller)
      throws Problem, InputException, InterruptedException {
    ObjectNode task = StdioTests.of("cpp", "tokens");
    task.put("policy", "weighted");
    StdioTests.stdio(
        task,
        files.required("input.txt"),
        files.has("correct_output.txt") ? files.text("correct_output.txt") : "");
    ObjectNode beside = task.putObject("files");
    String checker = null;
    Map<String, String> checkerFiles = new HashMap<>();
    for (String name : files.contents().keySet()) {
      String base = name.substring(name.lastIndexOf('/') + 1);
      if (name.startsWith("manager/")) {
        throw new Problem(400, "tasks with a manager are not judged");
      } else if (name.startsWith("checker/")) {
        if (base.endsWith(".cpp")) {
          checker = files.text(name);
        } else {
          checkerFiles.put(base, files.text(name));
        }
      } else if (name.startsWith("graders/")
          && !name.equals(files.main())
          && (base.endsWith(".cpp") || base.endsWith(".h"))) {
        beside.put(base, files.text(name));
      }
    }
    if (checker != null) {
      ObjectNode program = checker(task, "cpp", checker);
      ObjectNode with = program.putObject("files");
      checkerFiles.forEach(with::put);
    }
    task.put("prefix", "#define EVAL\n");
    double seconds = Math.max(0.1, Fields.number(body, "run_timeout", 10_000) / 1000 - 3);
    double memory = Fields.number(body, "run_memory_limit", 512L << 20) / (1 << 20);
    limits(task, seconds, memory > 0 ? memory : 512);
    RewardRecord record = grade(task, "cpp", files.text(files.main()), caller);
    double score = record.rewardValue() == null ? 0 : record.rewardValue();
    return reply(record, score + "\n", feedback(record));
  }

  private RewardRecord grade(ObjectNode task, String language, String source, String caller)
      throws Problem, InputException, InterruptedException {
    RewardRecord record = grading.grade(task, Fenced.of(language, source), "piston", caller);
    Grading.requireGraded(record);
    return record;
  }

  private static ObjectNode checker(ObjectNode task, String language, String source) {
    ObjectNode program = task.putObject("checker");
    program.put("type", "program");
    program.put("language", language);
    program.put("protocol", "open_r1");
    program.put("source", source);
    program.put("time_ms", CHECKER_MS);
    return program;
  }

  private static void limits(ObjectNode task, double seconds, double megabytes) {
    ObjectNode limits = task.putObject("limits");
    limits.put("time_ms", Math.max(1, Math.round(seconds * 1000)));
    limits.put("memory_mb", Math.max(1, Math.round(megabytes)));
  }

  private static ObjectNode reply(RewardRecord record, String stdout, String stderr) {
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    boolean compiled = record.verdict() != Verdict.COMPILE_ERROR;
    ObjectNode compile =
        compiled
            ? PistonPrograms.stage("", "", 0, null)
            : PistonPrograms.stage("", reason(record), 1, null);
    reply.set("compile", compile);
    reply.set("run", compiled ? PistonPrograms.stage(stdout, stderr, 0, null) : compile);
    return reply;
  }

  private static String reason(RewardRecord record) {
    Grade grade = record.grade();
    return grade.reason() == null ? "" : grade.reason().message();
  }

  private static String feedback(RewardRecord record) {
    return switch (record.verdict()) {
      case ACCEPTED -> "Output is correct";
      case PARTIAL -> "Output is partially correct";
      case WRONG_ANSWER ->
          record.rewardValue() != null && record.rewardValue() > 0
              ? "Output is partially correct"
              : "Output isn't correct";
      case TIME_LIMIT_EXCEEDED -> "Time limit exceeded";
      case MEMORY_LIMIT_EXCEEDED -> "Memory limit exceeded";
      case COMPILE_ERROR, NO_ANSWER -> "Compilation error";
      default -> "Runtime error: " + reason(record);
    };
  }

  private static Map<String, String> config(String text) {
    Map<String, String> config = new HashMap<>();
    if (text != null) {
      for (String line : text.split("\n")) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          config.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
      }
    }
    return config;
  }

  private static double number(Map<String, String> config, String key, double fallback)
      throws InputException {
    String value = config.get(key);
    try {
      return value == null ? fallback : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new InputException("$.files", "grader_config: " + key + " is no number: " + value);
    }
  }
}
