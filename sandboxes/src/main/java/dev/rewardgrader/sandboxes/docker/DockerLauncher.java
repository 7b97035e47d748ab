package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxInfo;
import dev.rewardgrader.sandboxes.pool.Launcher;
import dev.rewardgrader.sandboxes.protocol.Connection;
import dev.rewardgrader.sandboxes.protocol.SupervisorBinary;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Starts supervisors in hardened containers. */
public final class DockerLauncher implements Launcher {
  /** Users that own nothing on any host, within what engines with remapped users still know. */
  private static final int FIRST_UID = 20_000;

  private static final int UIDS = 40_000;

  /** Where a container sees the folder with its socket. */
  private static final String DOOR = "/run/grader";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DockerOptions options;
  private final Engine engine;
  private final Images images;
  private final Map<String, String> labels = Owner.self().labels();
  private volatile Hardening.Traits traits;

  private final Doorway.Maker doorways;

  /** Whether containers see the doorways of this process, as far as is known. */
  private volatile boolean direct;

  /** Needs no engine yet: it may be away and come back. */
  public DockerLauncher(DockerOptions options) throws SandboxException {
    this(options, Doorway::open);
  }

  DockerLauncher(DockerOptions options, Doorway.Maker doorways) throws SandboxException {
    this.options = options;
    this.doorways = doorways;
    try {
      this.engine = new Engine(options.host());
      this.images = new Images(engine, SupervisorBinary.load());
      this.direct = engine.isNear();
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
  public Connection launch(String image) throws SandboxException, InterruptedException {
    Hardening.Traits engineTraits = traits();
    String reference = options.reference(image);
    if (direct) {
      Connection connection = launchDirectly(reference, engineTraits);
      if (connection != null) {
        return connection;
      }
      direct = false;
    }
    return launchAttached(reference, engineTraits);
  }

  /** Over the streams that the engine carries, which it does everywhere. */
  private Connection launchAttached(String reference, Hardening.Traits engineTraits)
      throws SandboxException {
    String id = createOf(reference, Hardening.of(options, engineTraits), null);
    boolean started = false;
    try {
      Connection connection =
          new ContainerConnection(engine.streams(), id, () -> removeQuietly(id));
      start(id);
      started = true;
      return connection;
    } finally {
      if (!started) {
        removeQuietly(id);
      }
    }
  }

  /** Over a socket; null where the engine or its containers do not see this process's folders. */
  private Connection launchDirectly(String reference, Hardening.Traits engineTraits)
      throws SandboxException, InterruptedException {
    try (Doorway doorway = doorways.open()) {
      HostConfig config = Hardening.of(options, engineTraits).withMounts(List.of(shown(doorway)));
      String id = createOf(reference, config, Doorway.within(DOOR));
      DirectConnection.Complaint complaint = new DirectConnection.Complaint();
      SocketChannel channel = null;
      try {
        engine
            .streamClient()
            .attachContainerCmd(id)
            .withStdErr(true)
            .withFollowStream(true)
            .exec(complaint)
            .awaitStarted(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        start(id);
        channel = doorway.accept(PATIENCE, complaint::isEnded);
      } finally {
        if (channel == null) {
          removeQuietly(id);
          complaint.drop();
        }
      }
      if (channel != null) {
        return new DirectConnection(channel, complaint, () -> removeQuietly(id));
      }
      String heard = complaint.whole();
      if (complaint.isEnded() && !heard.contains(DirectConnection.CANNOT_CONNECT)) {
        throw new SandboxException("a container ended when it began: " + heard, true);
      }
      return null;
    } catch (IOException e) {
      return null;
    } catch (SandboxException e) {
      if (e.getCause() instanceof DockerException refusal && concernsFolder(refusal)) {
        return null;
      }
      throw e;
    }
  }

  /** The engine's words for a folder that it does not see or may not show. */
  private static boolean concernsFolder(DockerException refusal) {
    String message = String.valueOf(refusal.getMessage());
    return message.contains("bind") || message.contains("mount") || message.contains("statfs");
  }

  private static Mount shown(Doorway doorway) {
    return new Mount()
        .withType(MountType.BIND)
        .withSource(doorway.folder().toString())
        .withTarget(DOOR)
        .withReadOnly(true);
  }

  private void start(String id) throws SandboxException {
    engine.call("start a container", client -> client.startContainerCmd(id).exec());
  }

  /** Whether the last container spoke over a socket of this process's. */
  boolean isDirect() {
    return direct;
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
  private String createOf(String reference, HostConfig config, String socket)
      throws SandboxException {
    try {
      return create(images.get(reference).id(), config, socket);
    } catch (SandboxException e) {
      if (!(e.getCause() instanceof NotFoundException)) {
        throw e;
      }
      images.forget(reference);
      return create(images.get(reference).id(), config, socket);
    }
  }

  private String create(String imageId, HostConfig config, String socket) throws SandboxException {
    int uid = FIRST_UID + ThreadLocalRandom.current().nextInt(UIDS);
    return engine.call(
        "create a container",
        client -> {
          try (CreateContainerCmd command = client.createContainerCmd(imageId)) {
            return command
                .withHostConfig(config)
                .withEntrypoint(Images.SUPERVISOR)
                .withCmd(socket == null ? List.of() : List.of("connect", socket))
                .withUser(uid + ":" + uid)
                .withWorkingDir("/")
                .withHostName("sandbox")
                .withLabels(labels)
                .withAttachStdin(socket == null)
                .withAttachStdout(socket == null)
                .withAttachStderr(true)
                .withStdinOpen(socket == null)
                .withStdInOnce(socket == null)
                .exec()
                .getId();
          }
        });
  }

  /** The first use of the engine: learns what it is and removes what killed graders left in it. */
  private Hardening.Traits traits() throws SandboxException {
    Hardening.Traits known = traits;
    if (known != null) {
      return known;
    }
    Info info = engine.call("answer", client -> client.infoCmd().exec());
    List<String> security = info.getSecurityOptions();
    boolean appArmor =
        security != null && security.stream().anyMatch(each -> each.contains("apparmor"));
    double most = info.getNCPU() == null ? options.cpus() : info.getNCPU();
    known = new Hardening.Traits(Math.min(options.cpus(), most), appArmor);
    engine.call(
        "remove what a killed grader left",
        client -> {
          Owner.sweep(client);
          return null;
        });
    traits = known;
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
