package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import dev.rewardgrader.grade.swe.container.SweCommand;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One container of an evaluation. */
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
  private final Runnable close;
  private final List<DockerSweCommand> commands = new ArrayList<>();

  /**
   * A container that was started.
   *
   * @param close kills and removes it, soon
   */
  DockerSweContainer(DockerClient client, String id, String image, Runnable close) {
    this.client = client;
    this.id = id;
    this.image = image;
    this.close = close;
  }

  @Override
  public String image() {
    return image;
  }

  @Override
  public SweCommand begin(List<String> command, byte[] input, String workdir, int maxOutput)
      throws SweEngineException, InterruptedException {
    DockerSweCommand begun = DockerSweCommand.begin(client, id, command, input, workdir, maxOutput);
    commands.add(begun);
    return begun;
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
    // A command that waits for more, and now gets none, holds a thread that reads its input.
    commands.forEach(DockerSweCommand::close);
    close.run();
  }
}
