package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.SandboxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that is asked something which is not about one test, such as what a group of tests
 * comes to. It runs where checkers do. Thread-safe.
 */
public final class JudgingProgram {
  private final CheckerBoxes boxes;
  private final ProgramOptions options;

  JudgingProgram(CheckerBoxes boxes, ProgramOptions options) {
    this.boxes = boxes;
    this.options = options;
  }

  /**
   * Runs the program to its end.
   *
   * @param args further arguments
   * @return what it printed
   * @throws GraderFault when it does not end with status 0
   */
  public String ask(List<String> args, String input) throws GraderFault, InterruptedException {
    return boxes.in(options.source(), options.language(), box -> run(box, args, input));
  }

  private String run(CheckerBoxes.Box box, List<String> args, String input)
      throws SandboxException, GraderFault {
    List<String> argv = new ArrayList<>(box.program().argv());
    argv.addAll(options.args());
    argv.addAll(args);
    ExecutionResult result =
        box.sandbox()
            .run(
                Execution.of(argv, options.limits())
                    .withEnv(box.program().env())
                    .withStdin(input.getBytes(StandardCharsets.UTF_8)));
    if (!result.succeeded()) {
      throw GraderFault.badTask(
          "the judging program %s failed: it ended by %s %d: %s"
              .formatted(
                  options.source().main(),
                  result.ending(),
                  result.exitCode(),
                  CheckerProtocol.text(result.stderr())));
    }
    return new String(result.stdout(), StandardCharsets.UTF_8);
  }
}
