package dev.rewardgrader.server.dropin.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.server.run.ProgramText;
import dev.rewardgrader.server.run.Run;
import dev.rewardgrader.server.run.RunService;
import dev.rewardgrader.server.work.BusyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A {@code python} grader: {@code grade(sample, item)} of its source, run in a sandbox. */
final class PythonGrader {
  private static final Duration TIME = Duration.ofMinutes(2);
  private static final Duration COMPILE_TIME = Duration.ofSeconds(10);
  private static final long MEMORY = 2048L << 20;
  private static final int SHOWN = 2000;

  /** The reward is the last line of standard output, behind this mark. */
  private static final String MARK = "grader-reward:";

  private static final String CALLER =
      """
      import json, sys
      from user_grader import grade
      given = json.load(sys.stdin)
      print("\\n%s" + repr(float(grade(given["sample"], given["item"]))))
      """
          .formatted(MARK);

  /** The source failed: it raised, took too long or gave no number. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
      super(message);
    }
  }

  private final RunService service;
  private final Languages languages;
  private final Duration longest;

  PythonGrader(RunService service, Languages languages, Duration longest) {
    this.service = service;
    this.languages = languages;
    this.longest = longest;
  }

  /**
   * @param variables an object of {@code sample} and {@code item}
   */
  double grade(String source, JsonNode variables, String caller)
      throws FailedException, BusyException, SandboxException, InterruptedException {
    ProgramText program =
        new ProgramText(
            languages.find("python").orElseThrow(),
            CALLER,
            Map.of("user_grader.py", source.getBytes(StandardCharsets.UTF_8)),
            COMPILE_TIME,
            MEMORY);
    byte[] stdin = variables.toString().getBytes(StandardCharsets.UTF_8);
    ExecutionResult result = service.run(program, Run.of(stdin, TIME), caller, longest).run();
    String stdout = new String(result.stdout(), StandardCharsets.UTF_8).stripTrailing();
    String last = stdout.substring(stdout.lastIndexOf('\n') + 1);
    if (!result.succeeded() || !last.startsWith(MARK)) {
      String stderr = new String(result.stderr(), StandardCharsets.UTF_8).strip();
      throw new FailedException(
          stderr.isEmpty()
              ? "ended as " + result.ending()
              : stderr.substring(Math.max(0, stderr.length() - SHOWN)));
    }
    try {
      return Double.parseDouble(last.substring(MARK.length()));
    } catch (NumberFormatException e) {
      throw new FailedException("no number: " + last.substring(MARK.length()));
    }
  }
}
