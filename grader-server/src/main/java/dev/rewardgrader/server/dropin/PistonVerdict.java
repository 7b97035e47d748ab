package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.code.check.CheckResult;
import dev.rewardgrader.sandbox.ExecutionResult;
import java.nio.charset.StandardCharsets;

/**
 * What a submission came to on one test.
 *
 * @param score from 0 to 1
 * @param message without anything of the expected output
 * @param feedback as open-r1's IOI package words it
 */
record PistonVerdict(
    boolean compiled, boolean accepted, double score, String message, String feedback) {
  private static final int MESSAGE_CHARS = 4000;

  static PistonVerdict notCompiled(String message) {
    return new PistonVerdict(false, false, 0, message, "Compilation error");
  }

  /** Of a run that did not end well. */
  static PistonVerdict of(ExecutionResult run) {
    String feedback =
        switch (run.ending()) {
          case CPU_LIMIT, WALL_LIMIT -> "Time limit exceeded";
          case MEMORY_LIMIT -> "Memory limit exceeded";
          case OUTPUT_LIMIT -> "Runtime error: it printed too much";
          case EXITED -> "Runtime error: exit code " + run.exitCode();
          case SIGNALED -> "Runtime error: signal " + run.signal();
          case START_FAILED -> "Runtime error: " + run.detail();
        };
    return new PistonVerdict(true, false, 0, feedback, feedback);
  }

  static PistonVerdict of(CheckResult checked) {
    String feedback = "Output is correct";
    if (!checked.accepted()) {
      feedback = checked.score() > 0 ? "Output is partially correct" : "Output isn't correct";
    }
    return new PistonVerdict(
        true, checked.accepted(), checked.score(), checked.text(false), feedback);
  }

  /** What a compiler said, which is long for templates. */
  static String messages(ExecutionResult compile) {
    String text =
        new String(compile.stderr(), StandardCharsets.UTF_8)
            + new String(compile.stdout(), StandardCharsets.UTF_8);
    return text.length() <= MESSAGE_CHARS ? text : text.substring(0, MESSAGE_CHARS);
  }

  ObjectNode reply(String stdout, String stderr) {
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    ObjectNode compile =
        compiled
            ? PistonPrograms.stage("", "", 0, null)
            : PistonPrograms.stage("", message, 1, null);
    reply.set("compile", compile);
    reply.set("run", compiled ? PistonPrograms.stage(stdout, stderr, 0, null) : compile);
    return reply;
  }
}
