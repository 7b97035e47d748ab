package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Frame;
import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweContainer;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One container of an evaluation. */
final class DockerSweContainer implements SweContainer {
  /** The first of them; each one is twice as long as the one before. */
  private static final Duration INSPECT_PAUSE = Duration.ofMillis(2);

  private static final int INSPECT_TRIES = 11;

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
  public ExecResult exec(
      List<String> command, byte[] input, String workdir, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    long start = System.nanoTime();
    try {
      String exec =
          client
              .execCreateCmd(id)
              .withCmd(command.toArray(String[]::new))
              .withUser("root")
              .withWorkingDir(workdir)
              .withAttachStdin(input.length > 0)
              .withAttachStdout(true)
              .withAttachStderr(true)
              .exec()
              .getId();
      Collector collector = new Collector(maxOutput);
      boolean finished;
      try (Collector running = start(exec, input).exec(collector)) {
        finished = running.awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (IOException e) {
        throw new SweEngineException("engine-fault", "a stream of the engine broke", true, e);
      }
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      int exitCode = finished ? exitCode(exec) : -1;
      return new ExecResult(exitCode, collector.text(), !finished, collector.truncated, time);
    } catch (RuntimeException e) {
      throw DockerFaults.lost("a command in the container failed to run", e);
    }
  }

  private ExecStartCmd start(String exec, byte[] input) {
    ExecStartCmd start = client.execStartCmd(exec);
    return input.length == 0 ? start : start.withStdIn(new ByteArrayInputStream(input));
  }

  /** The engine may still believe that a command runs when its streams have ended. */
  private int exitCode(String exec) throws SweEngineException, InterruptedException {
    for (int i = 0; i < INSPECT_TRIES; i++) {
      Long code = client.inspectExecCmd(exec).exec().getExitCodeLong();
      if (code != null) {
        // Whatever the code: the engine may call a command a success that died with its container.
        requireRunning();
        return code.intValue();
      }
      Thread.sleep(INSPECT_PAUSE.multipliedBy(1L << i));
    }
    throw new SweEngineException(
        "engine-fault", "the engine does not tell how a command ended", true, null);
  }

  /**
   * When the container is killed from outside, its commands end as if they had been killed alone.
   */
  private void requireRunning() throws SweEngineException {
    InspectContainerResponse.ContainerState state =
        client.inspectContainerCmd(id).exec().getState();
    if (!Boolean.TRUE.equals(state.getRunning())) {
      throw new SweEngineException(
          "container-lost", "the container was stopped while a command ran in it", true, null);
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
    close.run();
  }

  /** Keeps the beginning of a stream, and reads on to its end. */
  private static final class Collector extends ResultCallback.Adapter<Frame> {
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile boolean truncated;

    Collector(int most) {
      this.most = most;
    }

    @Override
    public synchronized void onNext(Frame frame) {
      byte[] payload = frame.getPayload();
      int room = Math.min(payload.length, most - bytes.size());
      bytes.write(payload, 0, room);
      truncated |= room < payload.length;
    }

    synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
