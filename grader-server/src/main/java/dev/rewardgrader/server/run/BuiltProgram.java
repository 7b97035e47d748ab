package dev.rewardgrader.server.run;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.Sandbox;
import dev.rewardgrader.sandbox.SandboxException;
import java.util.List;

/**
 * A compiled program as a tar archive of its box, so that a second box has it without compiling.
 * Archives are written and read by {@code tar} inside the sandboxes: what a compiler was made to
 * leave there never meets the host's file system.
 *
 * @param compile how compiling ended
 * @param archive the box's files; empty when they could not be packed, or are too large
 */
record BuiltProgram(ExecutionResult compile, byte[] archive) {
  /** More is compiled again instead of copied. */
  private static final long LARGEST = 32L << 20;

  private static final Limits LIMITS = Limits.DEFAULT.withStdoutBytes(LARGEST);

  static BuiltProgram pack(Sandbox sandbox, ExecutionResult compile) throws SandboxException {
    ExecutionResult packed = sandbox.run(Execution.of(List.of("tar", "-cf", "-", "."), LIMITS));
    return new BuiltProgram(compile, packed.succeeded() ? packed.stdout() : new byte[0]);
  }

  boolean canBeCopied() {
    return archive.length > 0;
  }

  /** Puts the program into an empty box; false when that failed and it has to be compiled. */
  boolean unpackInto(Sandbox sandbox) throws SandboxException {
    // The archive is read from standard input: as a file of the box it would stay there.
    Execution unpack =
        Execution.of(List.of("tar", "-xf", "-"), LIMITS).withStdin(archive).keepingFiles();
    return sandbox.run(unpack).succeeded();
  }
}
