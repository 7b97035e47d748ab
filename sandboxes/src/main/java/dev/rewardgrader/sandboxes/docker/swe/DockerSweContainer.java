package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One container of an evaluation. Commands go to its first process as long as that is alone, so
 * that nothing else can print into the same stream; beside others they are the engine's.
 */
final class DockerSweContainer implements SweContainer {
  /** The kernel's own counts, of control groups of version 1 or 2. */
  private static final List<String> OOM_KILLS =
      List.of(
          "/bin/sh",
          "-c",
          "cat /sys/fs/cgroup/memory/memory.oom_control /sys/fs/cgroup/memory.events 2>/dev/null");

  private final DockerClient client;
  private final String id;
  private final String image;
  private final FirstProcess first;
  private final Consumer<FirstProcess> close;

  /** Whether the last command ran where the first process can end what it left. */
  private boolean within;

  /**
   * A container that was started.
   *
   * @param close ends and removes it, soon
   */
  DockerSweContainer(
      DockerClient client,
      String id,
      String image,
      FirstProcess first,
      Consumer<FirstProcess> close) {
    this.client = client;
    this.id = id;
    this.image = image;
    this.first = first;
    this.close = close;
  }

  @Override
  public String image() {
    return image;
  }

  @Override
  public ExecResult exec(
      List<String> command, byte[] input, String workdir, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    within = first.isFree();
    return within
        ? first.exec(command, input, workdir, timeout, maxOutput)
        : new EngineCommand(client, id).exec(command, input, workdir, timeout, maxOutput);
  }

  @Override
  public void clear() throws SweEngineException, InterruptedException {
    if (within) {
      first.clear();
    }
  }

  @Override
  public boolean outOfMemory() throws SweEngineException, InterruptedException {
    try {
      if (Boolean.TRUE.equals(client.inspectContainerCmd(id).exec().getState().getOOMKilled())) {
        return true;
      }
    } catch (RuntimeException e) {
      throw DockerFaults.lost("the container cannot be looked at", e);
    }
    // The engine does not tell of every kill in a command beside the container's first process.
    return exec(OOM_KILLS, new byte[0], "/", Duration.ofMinutes(1), 1 << 16)
        .output()
        .lines()
        .anyMatch(line -> line.startsWith("oom_kill ") && !line.equals("oom_kill 0"));
  }

  @Override
  public void close() {
    close.accept(first);
  }
}
