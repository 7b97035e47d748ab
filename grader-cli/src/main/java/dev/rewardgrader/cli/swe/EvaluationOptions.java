package dev.rewardgrader.cli.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.swe.SweMode;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.grade.swe.container.ContainerLimits;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.logs.LogParsers;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.sandboxes.docker.swe.DockerSweEngine;
import dev.rewardgrader.testsuites.swe.SweDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command needs that evaluates tasks. */
final class EvaluationOptions {
  @Parameters(
      paramLabel = "DATASET",
      description =
          "Rows (.json, .jsonl, .parquet), or a folder with tasks/ or with Harbor's tasks.")
  private Path dataset;

  @Option(
      names = "--instance",
      paramLabel = "ID",
      split = ",",
      description = "Only these instances.")
  private Set<String> instances = Set.of();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "strict, or reference for the verdicts of the public harness (default: strict).",
      converter = ModeConverter.class)
  private SweMode mode = SweMode.STRICT;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Evaluate each patch N times; the first run counts (default: 1).")
  private int runs = 1;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Evaluations at one time (default: one a processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "For the tests of one evaluation (default: 1800).")
  private int timeout = 1800;

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "Memory of one container (default: 4096).")
  private int memory = 4096;

  @Option(
      names = "--workdir",
      paramLabel = "DIR",
      description = "Where images have the repository (default: /testbed).")
  private String workdir = "/testbed";

  @Option(
      names = "--image-quota",
      paramLabel = "GB",
      description =
          "What pulled images may take together; the least recently used go first (default: no"
              + " limit).")
  private double imageQuota;

  @Option(
      names = "--build",
      description =
          "Build the images of task folders that are not on this machine from their Dockerfiles.")
  private boolean build;

  @Option(names = "--build-offline", description = "Give the commands of Dockerfiles no network.")
  private boolean buildOffline;

  @Option(
      names = "--log-parser",
      paramLabel = "NAME",
      description =
          "The log parser of rows that name none, as those of Multi-SWE-bench do, such as"
              + " parse_log_gotest.")
  private String logParser;

  /** The log parser of rows that name none; null for none. */
  String logParser() {
    return logParser;
  }

  TaskImages images() {
    return new TaskImages(build, !buildOffline);
  }

  /** The engine of this machine. */
  DockerSweEngine engine() throws SweEngineException {
    return DockerSweEngine.connect((long) (imageQuota * 1e9));
  }

  /** Reads a mode by its word. */
  static final class ModeConverter implements picocli.CommandLine.ITypeConverter<SweMode> {
    @Override
    public SweMode convert(String word) {
      for (SweMode mode : SweMode.values()) {
        if (mode.word().equals(word)) {
          return mode;
        }
      }
      throw new picocli.CommandLine.TypeConversionException(
          "'" + word + "' is neither strict nor reference");
    }
  }

  /**
   * The rows that were asked for, of each instance the first.
   *
   * @param told hears what is left out
   */
  List<JsonNode> rows(Consumer<String> told) throws IOException, InputException {
    List<JsonNode> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int number = 0;
    for (JsonNode row : SweDataset.read(dataset)) {
      number++;
      String id = row.path("instance_id").asText();
      if (id.isEmpty()) {
        told.accept(dataset + ", row " + number + ": it has no instance_id, and is left out");
      } else if (!ids.add(id)) {
        told.accept(
            "%s, row %d: there is a row of %s before it, and this one is left out"
                .formatted(dataset, number, id));
      } else if (instances.isEmpty() || instances.contains(id)) {
        rows.add(row);
      }
    }
    Set<String> missing = new TreeSet<>(instances);
    missing.removeAll(ids);
    if (!missing.isEmpty()) {
      throw new InputException(
          "--instance", "there is no " + String.join(", ", missing) + " in " + dataset);
    }
    if (logParser != null) {
      if (LogParsers.find(logParser).isEmpty()) {
        throw new InputException("--log-parser", "there is no parser '" + logParser + "'");
      }
      rows.stream()
          .filter(row -> row instanceof ObjectNode && !row.path("log_parser").isTextual())
          .forEach(row -> ((ObjectNode) row).put("log_parser", logParser));
    }
    if (rows.isEmpty()) {
      throw new InputException(dataset.toString(), "there is no instance to evaluate in it");
    }
    return rows;
  }

  SweSettings settings() throws InputException {
    if (runs < 1 || jobs < 1 || timeout < 1 || memory < 16) {
      throw new InputException(
          "command line", "--runs, --jobs, --timeout and --memory (at least 16) must be positive");
    }
    return SweSettings.defaults()
        .withMode(mode)
        .withRuns(runs)
        .withWorkers(jobs)
        .withTimeout(Duration.ofSeconds(timeout))
        .withLimits(new ContainerLimits((long) memory << 20, ContainerLimits.DEFAULT.pids(), 0))
        .withWorkdir(workdir);
  }
}
