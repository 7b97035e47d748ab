package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.grade.code.check.CheckResult;
import dev.rewardgrader.grade.code.check.Checkers;
import dev.rewardgrader.grade.code.check.OutputChecker;
import dev.rewardgrader.grade.code.check.ProgramCheckers;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.run.ProgramText;
import dev.rewardgrader.server.run.Run;
import dev.rewardgrader.server.run.RunOutcome;
import dev.rewardgrader.server.run.RunService;
import dev.rewardgrader.server.work.BusyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packages of open-r1's Piston (huggingface/open-r1, {@code
 * utils/competitive_programming/cf_scoring.py} and {@code ioi_scoring.py}): a submission, a test
 * and a checker in, a score on standard output out. Expected outputs and checkers never come near
 * the submission, which is compiled once for all its tests.
 */
final class PistonJudged {
  private static final long CHECKER_MS = 10_000;
  private static final Duration COMPILE_TIME = Duration.ofSeconds(30);

  private final RunService runs;
  private final ProgramCheckers checkers;
  private final Duration longest;

  PistonJudged(RunService runs, ProgramCheckers checkers, Duration longest) {
    this.runs = runs;
    this.checkers = checkers;
    this.longest = longest;
  }

  /** What a submission is held against. */
  private record Test(String input, String expected, OutputChecker checker) {}

  /** {@code run.stdout} is 1 or 0, {@code compile.code} not 0 where it did not compile. */
  ObjectNode codeforces(Language language, PistonFiles files, String caller)
      throws Problem, InputException, BusyException, SandboxException, InterruptedException {
    Map<String, String> config = config(files.text("grader_config"));
    if (config.getOrDefault("INPUT_MODE", "stdio").equals("file")) {
      throw new Problem(400, "INPUT_MODE=file is not judged");
    }
    OutputChecker checker =
        files.has("checker.py")
            ? program("python", files.text("checker.py"), Map.of())
            : Checkers.of(new CodeTask.Checker("cf_diff", null));
    Test test =
        new Test(files.required("input.txt"), files.required("correct_output.txt"), checker);
    ProgramText program =
        text(language, files.text(files.main()), Map.of(), number(config, "MEMORY_LIMIT", 256));
    PistonVerdict verdict = judge(program, number(config, "TIME_LIMIT", 2), test, caller);
    return verdict.reply(verdict.accepted() ? "1\n" : "0\n", verdict.message());
  }

  /** {@code run.stdout} is the score from 0 to 1, {@code run.stderr} the feedback. */
  ObjectNode ioi(Language language, JsonNode body, PistonFiles files, String caller)
      throws Problem, InputException, BusyException, SandboxException, InterruptedException {
    Map<String, byte[]> beside = new HashMap<>();
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
        beside.put(base, files.contents().get(name));
      }
    }
    Test test =
        new Test(
            files.required("input.txt"),
            files.has("correct_output.txt") ? files.text("correct_output.txt") : "",
            checker == null
                ? Checkers.of(new CodeTask.Checker("tokens", null))
                : program("cpp", checker, checkerFiles));
    double seconds = Math.max(0.1, Fields.number(body, "run_timeout", 10_000) / 1000 - 3);
    double memory = Fields.number(body, "run_memory_limit", 512L << 20) / (1 << 20);
    String source = "#define EVAL\n" + files.text(files.main());
    ProgramText program = text(language, source, beside, memory > 0 ? memory : 512);
    PistonVerdict verdict = judge(program, seconds, test, caller);
    return verdict.reply(verdict.score() + "\n", verdict.feedback());
  }

  private PistonVerdict judge(ProgramText program, double seconds, Test test, String caller)
      throws Problem, InputException, BusyException, SandboxException, InterruptedException {
    Duration time = Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
    Run run = Run.of(test.input().getBytes(StandardCharsets.UTF_8), time);
    RunOutcome outcome = runs.run(program, run, caller, longest);
    if (outcome.compileFailed()) {
      return PistonVerdict.notCompiled(PistonVerdict.messages(outcome.compile()));
    }
    if (!outcome.run().succeeded()) {
      return PistonVerdict.of(outcome.run());
    }
    return PistonVerdict.of(check(outcome.run(), test));
  }

  private static CheckResult check(ExecutionResult result, Test test)
      throws Problem, InterruptedException {
    try {
      return test.checker()
          .check(
              result.stdout(),
              List.of(test.expected().getBytes(StandardCharsets.UTF_8)),
              test.input().getBytes(StandardCharsets.UTF_8));
    } catch (GraderFault e) {
      throw e.isTransient()
          ? Problem.busy(e.getMessage(), Duration.ofSeconds(2))
          : new Problem(500, e.getMessage());
    }
  }

  private static ProgramText text(
      Language language, String source, Map<String, byte[]> files, double megabytes) {
    long memory = Math.max(1, Math.round(megabytes)) << 20;
    return new ProgramText(language, source, files, COMPILE_TIME, memory);
  }

  private OutputChecker program(String language, String source, Map<String, String> files)
      throws InputException {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("language", language);
    options.put("protocol", "open_r1");
    options.put("source", source);
    options.put("time_ms", CHECKER_MS);
    if (!files.isEmpty()) {
      files.forEach(options.putObject("files")::put);
    }
    return checkers.of(new CodeTask.Checker("program", options));
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
