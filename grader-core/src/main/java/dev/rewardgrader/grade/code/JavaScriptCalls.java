package dev.rewardgrader.grade.code;

import dev.rewardgrader.sandbox.language.Program;
import java.util.List;
import java.util.Map;

/** JavaScript: a fixed driver loads the candidate and calls it. */
final class JavaScriptCalls implements CallHarness {
  private static final String MAIN = "grader_call";

  @Override
  public CallProgram prepare(Attempt attempt, EntryPoint entry, CallOptions options) {
    Program program = attempt.program(List.of(MAIN + ".js"), MAIN);
    return new CallProgram(
        Map.of(
            program.source(),
            Resources.text("javascript_call.js"),
            "candidate.js",
            attempt.submission().source()),
        program,
        List.of(),
        false,
        null);
  }
}
