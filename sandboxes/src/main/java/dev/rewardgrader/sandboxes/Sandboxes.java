package dev.rewardgrader.sandboxes;

import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.docker.DockerLauncher;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.local.BubblewrapLauncher;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import dev.rewardgrader.sandboxes.pool.WarmPool;

/** Where pools of sandboxes come from. */
public final class Sandboxes {
  private Sandboxes() {}

  /**
   * Sandboxes of the host's own programs, behind bubblewrap. Image names are not looked at.
   *
   * @throws SandboxException when this host cannot have them
   */
  public static SandboxPool local(LocalOptions options) throws SandboxException {
    return new WarmPool(new BubblewrapLauncher(options), options.sandboxes(), options.boxBytes());
  }

  /**
   * Sandboxes in containers. The engine may be away when this is called, and come and go later.
   *
   * @throws SandboxException when the options or the environment name no engine that could be
   */
  public static SandboxPool docker(DockerOptions options) throws SandboxException {
    return new WarmPool(new DockerLauncher(options), options.sandboxes(), options.boxBytes());
  }
}
