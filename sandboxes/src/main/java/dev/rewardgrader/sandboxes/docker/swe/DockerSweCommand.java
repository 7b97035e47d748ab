package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweCommand;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A command of the engine's in a container of an evaluation. */
final class DockerSweCommand implements SweCommand {
  /** The first of them; each one is twice as long as the one before. */
  private static final Duration INSPECT_PAUSE = Duration.ofMillis(2);

  private static final int INSPECT_TRIES = 11;

  private final DockerClient client;
  private final String container;
  private final String exec;
  private final CommandInput input;
  private final CommandOutput output;
  private final long start;

  private DockerSweCommand(
      DockerClient client,
      String container,
      String exec,
      CommandInput input,
      CommandOutput output,
      long start) {
    this.client = client;
    this.container = container;
    this.exec = exec;
    this.input = input;
    this.output = output;
    this.start = start;
  }

  /** Starts a command in a container, as root. */
  static DockerSweCommand begin(
      DockerClient client,
      String container,
      List<String> command,
      byte[] input,
      String workdir,
      int maxOutput)
      throws SweEngineException {
    long start = System.nanoTime();
    try {
      String exec =
          client
              .execCreateCmd(container)
              .withCmd(command.toArray(String[]::new))
              .withUser("root")
              .withWorkingDir(workdir)
              .withAttachStdin(input.length > 0)
              .withAttachStdout(true)
              .withAttachStderr(true)
              .exec()
              .getId();
      CommandInput typed = new CommandInput();
      typed.add(input);
      ExecStartCmd run = client.execStartCmd(exec);
      CommandOutput output =
          (input.length == 0 ? run : run.withStdIn(typed)).exec(new CommandOutput(maxOutput));
      return new DockerSweCommand(client, container, exec, typed, output, start);
    } catch (RuntimeException e) {
      throw lost(e);
    }
  }

  private static SweEngineException lost(RuntimeException e) {
    return DockerFaults.lost("a command in the container failed to run", e);
  }

  @Override
  public void send(byte[] more) {
    input.add(more);
  }

  @Override
  public boolean awaitOutput(String mark, Duration timeout) throws InterruptedException {
    return output.await(mark.getBytes(StandardCharsets.US_ASCII), timeout);
  }

  @Override
  public String take(int most) {
    return output.take(most);
  }

  @Override
  public ExecResult end(Duration timeout) throws SweEngineException, InterruptedException {
    boolean finished = output.awaitEnd(timeout);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    Throwable failure = output.failure();
    if (finished && failure != null) {
      throw failure instanceof RuntimeException known
          ? lost(known)
          : new SweEngineException("engine-fault", "a stream of the engine broke", true, failure);
    }
    try {
      int exitCode = finished ? exitCode() : -1;
      boolean truncated = output.truncated();
      return new ExecResult(exitCode, output.take(0), !finished, truncated, time);
    } catch (RuntimeException e) {
      throw lost(e);
    } finally {
      close();
    }
  }

  /** The engine may still believe that a command runs when its streams have ended. */
  private int exitCode() throws SweEngineException, InterruptedException {
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
        client.inspectContainerCmd(container).exec().getState();
    if (!Boolean.TRUE.equals(state.getRunning())) {
      throw new SweEngineException(
          "container-lost", "the container was stopped while a command ran in it", true, null);
    }
  }

  @Override
  public void close() {
    input.close();
    output.close();
  }
}
