package dev.rewardgrader.sandboxes.docker;

import dev.rewardgrader.sandbox.SandboxException;

/** Asks whether an engine is there at all. */
public final class DockerProbe {
  private DockerProbe() {}

  /**
   * Pings the engine.
   *
   * @return why it cannot be used, or null when it answers
   */
  public static String problem(DockerOptions options) {
    try (Engine engine = new Engine(options.host())) {
      engine.call(
          "answer",
          client -> {
            client.pingCmd().exec();
            return true;
          });
      return null;
    } catch (SandboxException e) {
      return e.getMessage();
    } catch (RuntimeException e) {
      return "DOCKER_HOST names no engine: " + e.getMessage();
    }
  }
}
