package dev.rewardgrader.grade.code;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.rollout.CodeTask;
import dev.rewardgrader.rollout.CodeTask.StdioTest;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.SandboxException;
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
   * prints itself does not count.
   */
  private static final String PRINTING_FILE =
      """
      file=$1; shift
      "$@" >/dev/null
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
    return new Execution(
        argv,
        inputFile == null ? input : new byte[0],
        plain.env(),
        files,
        plain.limits(),
        false,
        outputFile == null ? plain.warm() : null,
        false);
  }

  /**
   * To be asked before the candidate runs: behind a shell, a program that cannot be started looks
   * like one that fails.
   *
   * @throws GraderFault when the image lacks what runs the program
   */
  void requireTool(Attempt attempt, Program program) throws SandboxException, GraderFault {
    Execution run = attempt.execution(program);
    String tool = run.argv().getFirst();
    if (outputFile == null || tool.contains("/")) {
      return;
    }
    List<String> look = List.of("sh", "-c", "command -v \"$1\"", "sh", tool);
    if (!attempt.sandbox().run(Execution.of(look, run.limits()).withEnv(run.env())).succeeded()) {
      throw GraderFault.permanent("no-tool", tool + " cannot be run: it is not there", null);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
