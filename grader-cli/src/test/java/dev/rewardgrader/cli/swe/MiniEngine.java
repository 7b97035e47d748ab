package dev.rewardgrader.cli.swe;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.sandboxes.docker.swe.DockerSweEngine;
import java.util.List;

/** The real engine with the images of the bundled tasks, which scripts/build-swe-mini makes. */
final class MiniEngine {
  private MiniEngine() {}

  /** Connects and starts a container of each task; skips the tests where that is not possible. */
  static DockerSweEngine connect(List<JsonNode> rows) throws InterruptedException {
    DockerSweEngine engine = null;
    try {
      engine = DockerSweEngine.connect();
      for (JsonNode row : rows) {
        engine.start(row.get("image").textValue(), ContainerLimits.DEFAULT).close();
      }
      return engine;
    } catch (SweEngineException e) {
      if (engine != null) {
        engine.close();
      }
      return abort("no engine or no images of swe-mini: " + e.getMessage());
    }
  }
}
