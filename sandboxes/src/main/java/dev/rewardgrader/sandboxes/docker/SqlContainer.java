package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import dev.rewardgrader.grade.sql.engine.WorkerCommand;
import dev.rewardgrader.grade.sql.engine.WorkerProcess;
import dev.rewardgrader.sandbox.SandboxException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** One worker in its container. The engine's own limit holds its memory. */
final class SqlContainer implements WorkerProcess {
  /** Removals that go on in the background, so that no verdict waits for one. */
  private static final Set<Thread> REMOVALS = ConcurrentHashMap.newKeySet();

  /** The stream ends a little before the engine knows that the container did. */
  private static final int LOOKS = 20;

  private static final long PAUSE_NANOS = 50_000_000;

  private final Engine engine;
  private final String id;
  private final ContainerConnection connection;
  private final AtomicBoolean removing = new AtomicBoolean();
  private volatile boolean killed;

  SqlContainer(Engine engine, String id, ContainerConnection connection) {
    this.engine = engine;
    this.id = id;
    this.connection = connection;
  }

  @Override
  public InputStream output() {
    return connection.fromSupervisor();
  }

  @Override
  public OutputStream input() {
    return connection.toSupervisor();
  }

  @Override
  public boolean alive() {
    return !killed;
  }

  @Override
  public long residentBytes() {
    return 0;
  }

  @Override
  public long scratchBytes() {
    return 0;
  }

  @Override
  public void kill() {
    close();
  }

  @Override
  public End end() {
    killed = true;
    try {
      ContainerState state = state();
      for (int i = 0; i < LOOKS && Boolean.TRUE.equals(state.getRunning()); i++) {
        LockSupport.parkNanos(PAUSE_NANOS);
        state = state();
      }
      Long code = state.getExitCodeLong();
      boolean outOfMemory =
          Boolean.TRUE.equals(state.getOOMKilled())
              || (code != null && code == WorkerCommand.OUT_OF_MEMORY);
      return new End(outOfMemory, "code " + code + " " + connection.complaint());
    } catch (SandboxException e) {
      return new End(false, "no trace: " + e.getMessage());
    }
  }

  private ContainerState state() throws SandboxException {
    return engine
        .call("inspect a container", client -> client.inspectContainerCmd(id).exec())
        .getState();
  }

  @Override
  public void close() {
    killed = true;
    if (removing.compareAndSet(false, true)) {
      Thread removal = Thread.ofVirtual().unstarted(this::remove);
      REMOVALS.add(removal);
      removal.start();
    }
  }

  private void remove() {
    try {
      connection.close();
    } finally {
      REMOVALS.remove(Thread.currentThread());
    }
  }

  static void awaitRemovals() {
    try {
      for (Thread removal : REMOVALS) {
        removal.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
