package dev.rewardgrader.grade.code.check;

import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import java.util.List;

/**
 * The folder that a validator writes into and finds again at the next pass, but for the input of
 * that pass (Kattis problem package format, multi-pass validation). Between passes it is an
 * archive, so that no sandbox is held while the candidate runs.
 */
final class FeedbackFolder {
  /** The input of the next pass. */
  static final String NEXT = "nextpass.in";

  /** An archive of the folder and an input of the next pass are no larger. */
  static final int MAX_BYTES = 16 << 20;

  private FeedbackFolder() {}

  /** The input of the next pass, or null. */
  static byte[] next(Sandbox sandbox, String folder) throws SandboxException, GraderFault {
    String file = folder + "/" + NEXT;
    byte[] content = sandbox.get(file, MAX_BYTES);
    boolean there =
        content != null
            || sandbox.run(Execution.of(List.of("test", "-e", file), Limits.DEFAULT)).succeeded();
    return there ? checked(content) : null;
  }

  /**
   * @param content of the next pass's input, null where it could not be read
   * @throws GraderFault where it is too large
   */
  static byte[] checked(byte[] content) throws GraderFault {
    if (content == null || content.length > MAX_BYTES) {
      throw GraderFault.badTask(
          "the checker program failed: its %s has more than %d bytes".formatted(NEXT, MAX_BYTES));
    }
    return content;
  }

  /**
   * @param verdict of a validator that asks for another pass
   * @throws GraderFault where it refuses the output at the same time
   */
  static void requireAccepted(CheckResult verdict) throws GraderFault {
    if (!verdict.accepted() && verdict.score() == 0) {
      throw GraderFault.badTask(
          "the checker program failed: it wrote " + NEXT + " and did not exit with status 42");
    }
  }

  static byte[] pack(Sandbox sandbox, String folder) throws SandboxException, GraderFault {
    Limits limits = Limits.DEFAULT.withStdoutBytes(MAX_BYTES);
    List<String> argv = List.of("tar", "-c", "-C", folder, "--exclude=./" + NEXT, "-f", "-", ".");
    return done(sandbox.run(Execution.of(argv, limits))).stdout();
  }

  static void unpack(Sandbox sandbox, String folder, byte[] archive)
      throws SandboxException, GraderFault {
    done(
        sandbox.run(
            Execution.of(List.of("tar", "-x", "-C", folder, "-f", "-"), Limits.DEFAULT)
                .withStdin(archive)
                .keepingFiles()));
  }

  private static ExecutionResult done(ExecutionResult result) throws GraderFault {
    if (!result.succeeded()) {
      throw GraderFault.badTask(
          "the checker's feedback folder cannot be kept: %s %s"
              .formatted(result.ending(), CheckerProtocol.text(result.stderr())));
    }
    return result;
  }
}
