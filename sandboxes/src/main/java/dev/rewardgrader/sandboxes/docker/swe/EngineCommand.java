package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ExecStartCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.rewardgrader.grade.swe.container.ExecResult;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import java.time.Duration;
import java.util.List;

/** A command that the engine starts in a container, beside whatever runs there. */
final class EngineCommand {
  /** The first of them; each one is twice as long as the one before. */
  private static final Duration INSPECT_PAUSE = Duration.ofMillis(2);

  private static final int INSPECT_TRIES = 11;

  private final DockerClient client;
  private final String container;

  EngineCommand(DockerClient client, String container) {
    this.client = client;
    this.container = container;
  }

  /** Runs a command as {@code SweContainer#exec} does. */
  ExecResult exec(
      List<String> command, byte[] bytes, String workdir, Duration timeout, int maxOutput)
      throws SweEngineException, InterruptedException {
    long start = System.nanoTime();
    CommandInput input = new CommandInput();
    input.add(bytes);
    try (CommandOutput output = CommandOutput.together(maxOutput)) {
      String exec =
          client
              .execCreateCmd(container)
              .withCmd(command.toArray(String[]::new))
              .withUser("root")
              .withWorkingDir(workdir)
              .withAttachStdin(bytes.length > 0)
              .withAttachStdout(true)
              .withAttachStderr(true)
              .exec()
              .getId();
      ExecStartCmd run = client.execStartCmd(exec);
      (bytes.length == 0 ? run : run.withStdIn(input)).exec(output);
      boolean finished = output.awaitEnd(timeout);
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      Throwable failure = output.failure();
      if (finished && failure != null) {
        String what = "a stream of the engine broke";
        throw failure instanceof RuntimeException known
            ? DockerFaults.lost(what, known)
            : new SweEngineException("engine-fault", what, true, failure);
      }
      int exitCode = finished ? exitCode(exec) : -1;
      return new ExecResult(exitCode, output.text(), !finished, output.truncated(), time);
    } catch (RuntimeException e) {
      throw DockerFaults.lost("a command in the container failed to run", e);
    } finally {
      // A command that waits for more, and now gets none, holds a thread that reads its input.
      input.close();
    }
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
        client.inspectContainerCmd(container).exec().getState();
    if (!Boolean.TRUE.equals(state.getRunning())) {
      throw new SweEngineException(
          "container-lost", "the container was stopped while a command ran in it", true, null);
    }
  }
}
