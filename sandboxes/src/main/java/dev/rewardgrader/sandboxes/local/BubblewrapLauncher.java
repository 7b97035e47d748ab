package dev.rewardgrader.sandboxes.local;

import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.SandboxInfo;
import dev.rewardgrader.sandboxes.pool.Launcher;
import dev.rewardgrader.sandboxes.protocol.Connection;
import dev.rewardgrader.sandboxes.protocol.SupervisorBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** Starts supervisors behind bubblewrap, on the host's own programs, without the host's powers. */
public final class BubblewrapLauncher implements Launcher {
  /**
   * Users of their own for sandboxes that root starts: above what systems give to people, services
   * and containers. Nothing on the host belongs to them.
   */
  private static final int FIRST_UID = 1_600_000_000;

  private static final int UIDS = 400_000_000;

  private final LocalOptions options;
  private final String supervisor;
  private final String bubblewrap;

  /**
   * One thread starts all of them and lives as long as this: the kernel tells a child of its
   * parent's death when the thread that made it ends, and bubblewrap listens.
   */
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("sandbox-starter").factory());

  public BubblewrapLauncher(LocalOptions options) throws SandboxException {
    this.options = options;
    this.bubblewrap = find("bwrap");
    if (bubblewrap == null) {
      throw new SandboxException(
          "bubblewrap is not installed: install it (apt-get install bubblewrap)", false);
    }
    try {
      this.supervisor = SupervisorBinary.load().extract().toString();
    } catch (IOException e) {
      throw new SandboxException("cannot extract the sandbox supervisor: " + e, false, e);
    }
  }

  /** Which bubblewrap this is, for a person. */
  public String probe() {
    return bubblewrap;
  }

  @Override
  public Connection launch(String image) throws SandboxException, InterruptedException {
    try {
      List<String> command = new ArrayList<>();
      int uid = FIRST_UID + ThreadLocalRandom.current().nextInt(UIDS);
      command.addAll(List.of(supervisor, "launch", Integer.toString(uid)));
      command.addAll(Wall.command(bubblewrap, options));
      ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
      return new ProcessConnection(starter.submit(builder::start).get());
    } catch (IOException | ExecutionException e) {
      throw new SandboxException("cannot start bubblewrap: " + e.getMessage(), true, e);
    }
  }

  @Override
  public SandboxInfo describe(String image, boolean namespaces) {
    return new SandboxInfo("bubblewrap", null, namespaces ? "namespaces" : "processes");
  }

  @Override
  public String toolsOf(String image) {
    return HostTools.ID + " " + options.readOnly();
  }

  @Override
  public void close() {
    starter.shutdown();
  }

  private static String find(String program) {
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "/usr/bin:/bin" : path).split(":", -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isExecutable(candidate)) {
        return candidate.toAbsolutePath().toString();
      }
    }
    return null;
  }
}
