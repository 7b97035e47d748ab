package dev.rewardgrader.cli;

import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import picocli.CommandLine.Option;

/** Where untrusted programs run: shared by the commands that run them. */
public final class SandboxOptions {
  /** The launchers. */
  public enum Choice {
    AUTO,
    DOCKER,
    LOCAL
  }

  @Option(
      names = "--sandbox",
      paramLabel = "WHERE",
      description = "${COMPLETION-CANDIDATES} (default: auto, Docker where an engine answers).")
  private Choice choice = Choice.AUTO;

  /**
   * A pool that opens when the first sandbox is asked for.
   *
   * @param sandboxes at most so many at once
   */
  public SandboxPool pool(int sandboxes) {
    return new LazySandboxPool(() -> open(sandboxes));
  }

  private SandboxPool open(int sandboxes) throws SandboxException {
    return Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(sandboxes));
  }
}
