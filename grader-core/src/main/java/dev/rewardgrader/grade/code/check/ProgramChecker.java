package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A checker that is a program: it runs in a sandbox that no candidate ever enters. */
final class ProgramChecker implements OutputChecker, PassChecker {
  private static final String INPUT = "judge.in";
  private static final String OUTPUT = "judge.out";
  private static final String ANSWER = "judge.ans";

  /** A score and a message are small; what is larger is not read. */
  private static final long MAX_FEEDBACK = 1 << 16;

  private final CheckerBoxes boxes;
  private final ProgramOptions options;

  ProgramChecker(CheckerBoxes boxes, ProgramOptions options) {
    this.boxes = boxes;
    this.options = options;
  }

  @Override
  public String id() {
    return "program/1(" + options.protocol().name().toLowerCase(Locale.ROOT) + ")";
  }

  @Override
  public boolean needsExpected() {
    return false;
  }

  @Override
  public CheckResult check(byte[] actual, List<byte[]> expected, byte[] input)
      throws GraderFault, InterruptedException {
    List<byte[]> answers = expected.isEmpty() ? List.of(new byte[0]) : expected;
    CheckResult best = null;
    for (byte[] answer : answers) {
      CheckResult result = checkOne(actual, answer, input);
      if (result.accepted()) {
        return result;
      }
      if (best == null || result.score() > best.score()) {
        best = result;
      }
    }
    return best;
  }

  boolean speaks(CheckerProtocol protocol) {
    return options.protocol() == protocol;
  }

  private CheckResult checkOne(byte[] actual, byte[] answer, byte[] input)
      throws GraderFault, InterruptedException {
    return boxes.in(options.source(), options.language(), box -> run(box, actual, answer, input));
  }

  @Override
  public Pass check(byte[] actual, byte[] answer, byte[] input, byte[] memory)
      throws GraderFault, InterruptedException {
    return boxes.in(
        options.source(), options.language(), box -> pass(box, actual, answer, input, memory));
  }

  private CheckResult run(CheckerBoxes.Box box, byte[] actual, byte[] answer, byte[] input)
      throws SandboxException, GraderFault {
    if (options.protocol() == CheckerProtocol.KATTIS) {
      return kattis(box, folder(box), actual, answer, input);
    }
    Map<String, byte[]> files = new HashMap<>(Map.of(INPUT, input, ANSWER, answer, OUTPUT, actual));
    List<String> argv = new ArrayList<>(box.program().argv());
    boolean answerFirst = options.protocol() == CheckerProtocol.OPEN_R1;
    argv.addAll(List.of(INPUT, answerFirst ? ANSWER : OUTPUT, answerFirst ? OUTPUT : ANSWER));
    argv.addAll(options.args());
    ExecutionResult result =
        exited(
            box.sandbox()
                .run(
                    Execution.of(argv, options.limits())
                        .withEnv(box.program().env())
                        .withFiles(files)));
    if (options.protocol().crashed(result)) {
      return crashed(box, result, actual, answer, input);
    }
    return options.protocol().read(result, CheckerProtocol.Feedback.NONE, options.maxScore());
  }

  /**
   * A checker that crashes on an output but accepts the expected one cannot read what the candidate
   * printed, which is therefore wrong. One that crashes on that, too, is broken.
   */
  private CheckResult crashed(
      CheckerBoxes.Box box, ExecutionResult result, byte[] actual, byte[] answer, byte[] input)
      throws SandboxException, GraderFault {
    boolean reads =
        answer.length > 0
            && !Arrays.equals(actual, answer)
            && run(box, answer, answer, input).accepted();
    if (!reads) {
      throw CheckerProtocol.crash(result);
    }
    return CheckResult.wrong("the checker program cannot read the output", null);
  }

  private static String folder(CheckerBoxes.Box box) throws SandboxException {
    String folder = "feedback" + box.use();
    box.sandbox().put(folder + "/.folder", new byte[0], false);
    return folder;
  }

  /** A validator writes into a feedback folder, so that its run keeps files. */
  private CheckResult kattis(
      CheckerBoxes.Box box, String folder, byte[] actual, byte[] answer, byte[] input)
      throws SandboxException, GraderFault {
    Sandbox sandbox = box.sandbox();
    List<String> argv = new ArrayList<>(box.program().argv());
    argv.addAll(List.of(INPUT, ANSWER, folder + "/"));
    argv.addAll(options.args());
    ExecutionResult result =
        sandbox.run(
            Execution.of(argv, options.limits())
                .withEnv(box.program().env())
                .withFiles(Map.of(INPUT, input, ANSWER, answer))
                .withStdin(actual)
                .keepingFiles());
    CheckerProtocol.Feedback feedback =
        new CheckerProtocol.Feedback(
            sandbox.get(folder + "/score.txt", MAX_FEEDBACK),
            sandbox.get(folder + "/score_multiplier.txt", MAX_FEEDBACK),
            sandbox.get(folder + "/judgemessage.txt", MAX_FEEDBACK));
    return options.protocol().read(exited(result), feedback, options.maxScore());
  }

  private Pass pass(CheckerBoxes.Box box, byte[] actual, byte[] answer, byte[] input, byte[] memory)
      throws SandboxException, GraderFault {
    String folder = folder(box);
    if (memory != null) {
      FeedbackFolder.unpack(box.sandbox(), folder, memory);
    }
    CheckResult verdict = kattis(box, folder, actual, answer, input);
    byte[] next = FeedbackFolder.next(box.sandbox(), folder);
    if (next == null) {
      return Pass.last(verdict);
    }
    FeedbackFolder.requireAccepted(verdict);
    return new Pass(verdict, next, FeedbackFolder.pack(box.sandbox(), folder));
  }

  private ExecutionResult exited(ExecutionResult result) throws GraderFault {
    if (result.ending() == ExecutionResult.Ending.MEMORY_LIMIT) {
      throw GraderFault.badTask(
          "the checker program failed: it needs more memory than its limit, memory_mb, of %d MiB"
              .formatted(options.limits().memoryBytes() >> 20));
    }
    if (result.ending() != ExecutionResult.Ending.EXITED) {
      throw GraderFault.badTask(
          "the checker program failed: it ended by %s%s%s"
              .formatted(
                  result.ending(),
                  result.signal() > 0 ? " " + result.signal() : "",
                  result.detail().isEmpty() ? "" : ": " + result.detail()));
    }
    return result;
  }
}
