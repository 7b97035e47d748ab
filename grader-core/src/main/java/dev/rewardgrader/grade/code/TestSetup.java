package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.CodeTask.StdioTest;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.language.Program;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a program meets a test: by arguments and files of the test, and by standard streams or files
 * in their place.
 *
 * @param inputFile the file that holds the input, or null for standard input
 * @param outputFile the file that the program writes, or null for standard output
 */
record TestSetup(String inputFile, String outputFile) {
  static final TestSetup STREAMS = new TestSetup(null, null);

  /**
   * Runs a program and prints the file that it wrote, for that file is gone with the run. What it
   * prints itself does not count. That there is nothing to run is told on the report channel, which
   * the program does not get.
   */
  private static final String PRINTING_FILE =
      """
      file=$1; shift
      command -v "$1" >/dev/null || { echo "$1" >&3; exit 127; }
      "$@" >/dev/null 3>&-
      status=$?
      [ ! -f "$file" ] || cat "$file"
      exit $status
      """;

  static TestSetup of(CodeTask.Stdio form) {
    return new TestSetup(form.inputFile(), form.outputFile());
  }

  /**
   * A run of the program.
   *
   * @param input the test's, or what a checker wrote for a further run
   */
  Execution execution(Attempt attempt, Program program, StdioTest test, byte[] input) {
    Execution plain = attempt.execution(program);
    List<String> argv = new ArrayList<>();
    if (outputFile != null) {
      argv.addAll(List.of("sh", "-c", PRINTING_FILE, "sh", outputFile));
    }
    argv.addAll(plain.argv());
    argv.addAll(test.args());
    Map<String, byte[]> files = new HashMap<>();
    test.files().forEach((path, text) -> files.put(path, bytes(text)));
    if (inputFile != null) {
      files.put(inputFile, input);
    }
    Execution run =
        new Execution(
            argv,
            inputFile == null ? input : new byte[0],
            plain.env(),
            files,
            plain.limits(),
            false,
            outputFile == null ? plain.warm() : null,
            outputFile != null);
    return run;
  }

  /**
   * @throws GraderFault when there was nothing to run
   */
  void requireStarted(ExecutionResult result) throws GraderFault {
    if (outputFile != null && result.report().length > 0) {
      throw GraderFault.permanent(
          "no-tool",
          new String(result.report(), StandardCharsets.UTF_8).strip() + " cannot be run",
          null);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
