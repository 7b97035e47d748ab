package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.rewardgrader.grade.sql.engine.SqlQuery;
import dev.rewardgrader.grade.sql.engine.WorkerCommand;
import dev.rewardgrader.grade.sql.engine.WorkerLauncher;
import dev.rewardgrader.grade.sql.engine.WorkerPool;
import dev.rewardgrader.grade.sql.engine.WorkerProcess;
import dev.rewardgrader.sandbox.SandboxException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * SQL workers in containers of the image {@code base}: no network, no capability, a read-only root,
 * a hard memory limit, and of this machine's files only Java, the worker's jars and one folder of
 * databases, all read-only. The engine must see the same files as this process.
 */
final class SqlContainers implements WorkerLauncher {
  private static final String IMAGE = "base";
  private static final String JAVA = "/opt/java";
  private static final String JARS = "/opt/worker/";

  /** Drivers unpack their native libraries here. */
  private static final String SCRATCH = "/scratch";

  private static final long SCRATCH_BYTES = 192L << 20;
  private static final long MAX_PROCESSES = 64;

  private final DockerOptions docker = DockerOptions.DEFAULT;
  private final WorkerPool.Options options;
  private final Map<String, String> labels = Owner.self().labels();
  private Engine engine;

  SqlContainers(WorkerPool.Options options) {
    this.options = options;
  }

  /** The folder of the database, as it is without symbolic links. */
  @Override
  public Scoped scoped(SqlQuery query) {
    String database = query.database();
    int end = database.indexOf(';') < 0 ? database.length() : database.indexOf(';');
    try {
      Path file = real(Path.of(database.substring(0, end)));
      SqlQuery placed =
          new SqlQuery(
              query.dialect(), file + database.substring(end), query.sql(), query.limits());
      return new Scoped(file.getParent().toString(), placed);
    } catch (IOException | InvalidPathException e) {
      // The worker says what is wrong with it.
      return new Scoped("", query);
    }
  }

  /** H2 and DuckDB know files by names without an ending. */
  private static Path real(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    return Files.exists(whole)
        ? whole.toRealPath()
        : whole.getParent().toRealPath().resolve(whole.getFileName());
  }

  @Override
  public WorkerProcess start(String scope) throws IOException {
    try {
      Engine running = engine();
      String id = running.call("create a container", client -> create(running, scope));
      boolean started = false;
      try {
        ContainerConnection connection =
            new ContainerConnection(running.streams(), id, () -> removeQuietly(running, id));
        running.call("start a container", client -> client.startContainerCmd(id).exec());
        started = true;
        return new SqlContainer(running, id, connection);
      } finally {
        if (!started) {
          removeQuietly(running, id);
        }
      }
    } catch (SandboxException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void removeQuietly(Engine engine, String id) {
    try {
      engine.call(
          "remove a container",
          client -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (SandboxException e) {
      // Gone already, or the engine is away: then the next start of a grader removes it.
    }
  }

  private synchronized Engine engine() throws SandboxException {
    if (engine == null) {
      Engine fresh = new Engine(docker.host());
      fresh.call(
          "remove what a killed grader left",
          client -> {
            Owner.sweep(client);
            return null;
          });
      engine = fresh;
    }
    return engine;
  }

  private String create(Engine running, String scope) throws IOException {
    List<Mount> mounts = new ArrayList<>();
    mounts.add(readOnly(System.getProperty("java.home"), JAVA));
    List<String> inside = new ArrayList<>();
    for (String entry : WorkerCommand.classPath()) {
      String target = JARS + inside.size() + "-" + Path.of(entry).getFileName();
      mounts.add(readOnly(Path.of(entry).toAbsolutePath().toString(), target));
      inside.add(target);
    }
    if (!scope.isEmpty()) {
      mounts.add(readOnly(scope, scope));
    }
    List<String> command =
        WorkerCommand.of(
            JAVA + "/bin/java",
            options.heapMegabytes(),
            String.join(File.pathSeparator, inside),
            List.of("-Djava.io.tmpdir=" + SCRATCH, "-XX:-UsePerfData"));
    try (CreateContainerCmd create = running.client().createContainerCmd(docker.reference(IMAGE))) {
      return create
          .withHostConfig(hardened(mounts))
          .withEntrypoint(command.getFirst())
          .withCmd(command.subList(1, command.size()))
          .withEnv("SQLITE_TMPDIR=" + SCRATCH, "TMPDIR=" + SCRATCH)
          .withUser(self())
          .withWorkingDir("/")
          .withHostName("sql")
          .withLabels(labels)
          .withAttachStdin(true)
          .withAttachStdout(true)
          .withAttachStderr(true)
          .withStdinOpen(true)
          .withStdInOnce(true)
          .exec()
          .getId();
    }
  }

  private static Mount readOnly(String source, String target) {
    return new Mount()
        .withType(MountType.BIND)
        .withSource(source)
        .withTarget(target)
        .withReadOnly(true);
  }

  private HostConfig hardened(List<Mount> mounts) {
    long memory = options.maxResidentBytes() + SCRATCH_BYTES;
    return new HostConfig()
        .withNetworkMode("none")
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withReadonlyRootfs(true)
        .withTmpFs(Map.of(SCRATCH, "rw,nosuid,nodev,exec,mode=1777,size=" + SCRATCH_BYTES))
        .withMounts(mounts)
        .withMemory(memory)
        .withMemorySwap(memory)
        .withPidsLimit(MAX_PROCESSES)
        .withIpcMode("private")
        .withInit(false)
        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
  }

  /** This process's own user, who may read the databases; in there he has no capability. */
  private static String self() throws IOException {
    Path me = Path.of("/proc/self");
    return Files.getAttribute(me, "unix:uid") + ":" + Files.getAttribute(me, "unix:gid");
  }

  @Override
  public synchronized void close() {
    if (engine != null) {
      SqlContainer.awaitRemovals();
      engine.close();
      engine = null;
    }
  }
}
