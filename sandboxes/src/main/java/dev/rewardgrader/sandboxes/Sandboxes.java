package dev.rewardgrader.sandboxes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.Limits;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.docker.DockerLauncher;
import dev.rewardgrader.sandboxes.docker.DockerOptions;
import dev.rewardgrader.sandboxes.local.BubblewrapLauncher;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import dev.rewardgrader.sandboxes.pool.Launcher;
import dev.rewardgrader.sandboxes.pool.WarmPool;
import dev.rewardgrader.sandboxes.protocol.Supervisor;
import java.util.List;

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

  /** Runs a program behind bubblewrap to see whether that works here. */
  public static Diagnosis diagnoseLocal(LocalOptions options) throws InterruptedException {
    try (BubblewrapLauncher launcher = new BubblewrapLauncher(options)) {
      return smoke("bubblewrap", launcher, "local", launcher.probe());
    } catch (SandboxException e) {
      return new Diagnosis("bubblewrap", false, "", e.getMessage());
    }
  }

  /**
   * Runs a program in a container to see whether that works here.
   *
   * @param image the name of an image to try it with, such as {@code base}
   */
  public static Diagnosis diagnoseDocker(DockerOptions options, String image)
      throws InterruptedException {
    try (DockerLauncher launcher = new DockerLauncher(options)) {
      return smoke("docker", launcher, image, launcher.probe());
    } catch (SandboxException e) {
      return new Diagnosis("docker", false, "", e.getMessage());
    }
  }

  private static Diagnosis smoke(String backend, Launcher launcher, String image, String found)
      throws SandboxException, InterruptedException {
    try (Supervisor supervisor = Supervisor.greet(launcher.launch(image), 16L << 20)) {
      Execution hello = Execution.of(List.of("sh", "-c", "echo hello"), Limits.DEFAULT);
      ExecutionResult result = supervisor.runAll(List.of(hello), any -> true).getFirst();
      if (!result.succeeded() || !new String(result.stdout(), UTF_8).equals("hello\n")) {
        String account = found + ", but a program ended as " + result.ending() + " in it";
        return new Diagnosis(backend, false, "", account + " " + result.detail());
      }
      if (supervisor.hasNamespaces()) {
        return new Diagnosis(backend, true, "namespaces", found);
      }
      String account = found + "; runs have no namespaces of their own (" + supervisor.detail();
      return new Diagnosis(backend, true, "processes", account + ")");
    }
  }
}
