package dev.rewardgrader.cli.swe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.sandboxes.docker.swe.DockerSweEngine;
import dev.rewardgrader.testsuites.swe.SweDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whenever a start is interrupted, what it made is removed without a word. */
@Timeout(120)
class InterruptedStartTest {
  private static final Path TASK =
      Path.of(System.getProperty("grader.root", ".."), "testsuites/swe-mini/tasks/mini__slug-1");
  private static final Logger LOG =
      Logger.getLogger("dev.rewardgrader.sandboxes.docker.swe.OwnContainers");

  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord message) {
          warnings.add(message.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Test
  void noRemovalFails() throws Exception {
    JsonNode task = SweDataset.task(TASK);
    LOG.addHandler(handler);
    try (DockerSweEngine engine = MiniEngine.connect(List.of(task))) {
      for (int millis = 0; millis < 200; millis += 5) {
        Thread starting =
            Thread.ofPlatform().start(() -> start(engine, task.path("image").textValue()));
        Thread.sleep(millis);
        starting.interrupt();
        starting.join();
      }
    } finally {
      LOG.removeHandler(handler);
    }
    assertThat(warnings).isEmpty();
  }

  private static void start(DockerSweEngine engine, String image) {
    try {
      engine.start(image, ContainerLimits.DEFAULT).close();
    } catch (SweEngineException | InterruptedException e) {
      // As it is meant to be.
    }
  }
}
