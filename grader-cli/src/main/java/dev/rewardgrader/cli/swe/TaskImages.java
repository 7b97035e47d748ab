package dev.rewardgrader.cli.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.sandboxes.docker.swe.ImageBuilder;
import dev.rewardgrader.testsuites.swe.SweBatch;
import java.nio.file.Path;

/**
 * The images of tasks: a row's own; built from its Dockerfile where it names none, or where it is
 * not on this machine and building was asked for.
 */
final class TaskImages implements SweBatch.Images, AutoCloseable {
  private final boolean build;
  private final boolean network;
  private ImageBuilder builder;

  TaskImages(boolean build, boolean network) {
    this.build = build;
    this.network = network;
  }

  @Override
  public String of(JsonNode row) throws SweEngineException, InterruptedException {
    JsonNode context = row.path("build").path("context");
    String own = row.path("image").textValue();
    boolean wanted = context.isTextual() && (own == null || (build && !builder().has(own)));
    return wanted ? builder().ensure(Path.of(context.textValue())) : own;
  }

  private synchronized ImageBuilder builder() {
    if (builder == null) {
      builder = new ImageBuilder(network);
    }
    return builder;
  }

  @Override
  public synchronized void close() {
    if (builder != null) {
      builder.close();
    }
  }
}
