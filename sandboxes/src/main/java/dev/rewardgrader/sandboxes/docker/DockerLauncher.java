package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Info;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxInfo;
import dev.rewardgrader.sandboxes.pool.Launcher;
import dev.rewardgrader.sandboxes.protocol.Connection;
import dev.rewardgrader.sandboxes.protocol.SupervisorBinary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Starts supervisors in hardened containers. */
public final class DockerLauncher implements Launcher {
  /** Users that own nothing on any host, within what engines with remapped users still know. */
  private static final int FIRST_UID = 20_000;

  private static final int UIDS = 40_000;

  private final DockerOptions options;
  private final Engine engine;
  private final Images images;
  private final Map<String, String> labels = Owner.self().labels();
  private volatile HostConfig hardening;

  /** Needs no engine yet: it may be away and come back. */
  public DockerLauncher(DockerOptions options) throws SandboxException {
    this.options = options;
    try {
      this.engine = new Engine(options.host());
      this.images = new Images(engine, SupervisorBinary.load());
    } catch (IOException | RuntimeException e) {
      throw new SandboxException("cannot use Docker: " + e.getMessage(), false, e);
    }
  }

  /**
   * Asks the engine who it is.
   *
   * @return its version, for a person
   */
  public String probe() throws SandboxException {
    return engine.call("answer", client -> client.versionCmd().exec().getVersion())
        + " at "
        + engine.host();
  }

  /** Whether the engine has an image for this name. */
  public boolean hasImage(String image) throws SandboxException {
    String reference = options.reference(image);
    return engine.call(
        "inspect images",
        client -> {
          try {
            return client.inspectImageCmd(reference).exec().getId() != null;
          } catch (NotFoundException e) {
            return false;
          }
        });
  }

  @Override
  public Connection launch(String image) throws SandboxException {
    HostConfig config = hardening();
    String reference = options.reference(image);
    String id = createOf(reference, config);
    boolean started = false;
    try {
      Connection connection =
          new ContainerConnection(engine.streams(), id, () -> removeQuietly(id));
      engine.call("start a container", client -> client.startContainerCmd(id).exec());
      started = true;
      return connection;
    } finally {
      if (!started) {
        removeQuietly(id);
      }
    }
  }

  @Override
  public SandboxInfo describe(String image, boolean namespaces) throws SandboxException {
    String name = images.get(options.reference(image)).name();
    return new SandboxInfo("docker", name, namespaces ? "namespaces" : "processes");
  }

  @Override
  public String toolsOf(String image) throws SandboxException {
    return images.get(options.reference(image)).name();
  }

  @Override
  public void close() {
    engine.close();
  }

  /** What was known of an image may be out of date: it is looked up again before giving up. */
  private String createOf(String reference, HostConfig config) throws SandboxException {
    try {
      return create(images.get(reference).id(), config);
    } catch (SandboxException e) {
      if (!(e.getCause() instanceof NotFoundException)) {
        throw e;
      }
      images.forget(reference);
      return create(images.get(reference).id(), config);
    }
  }

  private String create(String imageId, HostConfig config) throws SandboxException {
    int uid = FIRST_UID + ThreadLocalRandom.current().nextInt(UIDS);
    return engine.call(
        "create a container",
        client -> {
          try (CreateContainerCmd command = client.createContainerCmd(imageId)) {
            return command
                .withHostConfig(config)
                .withEntrypoint(Images.SUPERVISOR)
                .withCmd(List.of())
                .withUser(uid + ":" + uid)
                .withWorkingDir("/")
                .withHostName("sandbox")
                .withLabels(labels)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withStdinOpen(true)
                .withStdInOnce(true)
                .exec()
                .getId();
          }
        });
  }

  /** The first use of the engine: learns what it is and removes what killed graders left in it. */
  private HostConfig hardening() throws SandboxException {
    HostConfig known = hardening;
    if (known != null) {
      return known;
    }
    Info info = engine.call("answer", client -> client.infoCmd().exec());
    List<String> security = info.getSecurityOptions();
    boolean appArmor =
        security != null && security.stream().anyMatch(each -> each.contains("apparmor"));
    double most = info.getNCPU() == null ? options.cpus() : info.getNCPU();
    known = Hardening.of(options, Math.min(options.cpus(), most), appArmor);
    engine.call(
        "remove what a killed grader left",
        client -> {
          Owner.sweep(client);
          return null;
        });
    hardening = known;
    return known;
  }

  private void removeQuietly(String id) {
    try {
      engine.call(
          "remove a container",
          client -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (SandboxException e) {
      // Gone already, or the engine is away: then the next start of a grader removes it.
    }
  }
}
