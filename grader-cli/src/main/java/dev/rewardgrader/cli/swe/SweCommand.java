package dev.rewardgrader.cli.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.cli.ending.OrderlyEnd;
import dev.rewardgrader.engine.RecordFile;
import dev.rewardgrader.engine.StopSignal;
import dev.rewardgrader.grade.swe.Prediction;
import dev.rewardgrader.grade.swe.SweGrader;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.reward.RewardPolicy;
import dev.rewardgrader.rollout.TaskKind;
import dev.rewardgrader.sandboxes.docker.swe.DockerSweEngine;
import dev.rewardgrader.testsuites.swe.EarlierRun;
import dev.rewardgrader.testsuites.swe.SweBatch;
import dev.rewardgrader.testsuites.swe.SwePredictions;
import dev.rewardgrader.testsuites.swe.SweRewards;
import dev.rewardgrader.testsuites.swe.SweRunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code grader swe}: predictions over instances, with the files of the public harness. */
@Command(
    name = "swe",
    description = "Evaluate patches over SWE-bench instances: logs, reports and rewards.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every instance was evaluated",
      "2:bad usage or input",
      "3:some instances are faults of ours; start the same command again to go on with them",
      "130:ended early by Ctrl-C (143: by SIGTERM); start the same command again to go on"
    })
public final class SweCommand implements Callable<Integer> {
  private static final String GO_ON = "the same command goes on with what is left";

  @Spec private CommandSpec spec;
  @Mixin private EvaluationOptions options;

  @Option(
      names = {"-p", "--predictions"},
      paramLabel = "FILE",
      required = true,
      description = "Predictions (.json list or object, .jsonl), or the word gold.")
  private String predictions;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      required = true,
      description = "Name of the run. What has a report under this name is not run again.")
  private String runId;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where logs/run_evaluation/ and the run report go (default: here).")
  private Path folder = Path.of(".");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Reward records as JSON Lines, with .gz or .zst compressed; what is there is kept.")
  private Path rewards;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description =
          "How a grade becomes a reward, such as binary, f2p or gra (default: binary, or gra where"
              + " a gate or trajectories are given).")
  private String policy;

  @Mixin private GateOptions gate;

  @Option(
      names = "--flaky",
      paramLabel = "FILE",
      description =
          "Tests known to be flaky, as {\"instance\": [\"test\", …]}; of PASS_TO_PASS they do not"
              + " count.")
  private Path flaky;

  @Option(
      names = "--static-facts",
      description = "Collect diagnostics of compilers and checkers before and after each patch.")
  private boolean staticFacts;

  @Option(names = "--prefetch", description = "Get all images before anything is evaluated.")
  private boolean prefetch;

  @Override
  public Integer call()
      throws IOException, InputException, InterruptedException, SweEngineException {
    List<JsonNode> rows = options.rows(spec.commandLine().getErr()::println);
    Map<String, Prediction> patches =
        predictions.equals("gold")
            ? SwePredictions.gold(rows)
            : SwePredictions.read(Path.of(predictions), spec.commandLine().getErr()::println);
    if (patches.isEmpty()) {
      throw new InputException(
          predictions.equals("gold") ? "predictions gold" : predictions, "there is no prediction");
    }
    SweSettings settings = options.settings().withStaticFacts(staticFacts);
    SweRunFolder run = new SweRunFolder(folder, runId);
    SweRewards rewarding =
        new SweRewards(
            RewardPolicy.parse(gate.policy(policy)).requireKnown(List.of(TaskKind.SWE)),
            gate.config(),
            gate.turns());
    List<String> ids = rows.stream().map(row -> row.path("instance_id").asText()).toList();
    Map<String, Set<String>> uncounted = flaky();
    run.begin(settings, options.logParser(), uncounted);
    EarlierRun earlier = new EarlierRun(run, ids, patches);
    PrintWriter out = spec.commandLine().getOut();
    strangers(rows, patches).ifPresent(out::println);
    AtomicInteger faults = new AtomicInteger();
    int left;
    try (OrderlyEnd end = new OrderlyEnd(Duration.ZERO, GO_ON);
        RecordFile records = rewards == null ? null : earlier.goOn(rewards);
        LazyEngine engine = new LazyEngine(options);
        TaskImages images = options.images()) {
      if (earlier.done() > 0) {
        out.println("done under this run's id already: " + earlier.done());
      }
      if (prefetch) {
        fetch(engine, images, rows, out, end.signal());
      }
      SweBatch batch =
          new SweBatch(
              new SweGrader(engine, settings), settings, run, uncounted, rewarding, images);
      SweBatch.Listener listener =
          done -> {
            if (done.fault() != null) {
              faults.incrementAndGet();
            }
            out.println(
                done.fault() != null
                    ? done.instanceId() + ": fault: " + done.fault()
                    : done.instanceId() + ": " + done.record().path("verdict").asText());
            out.flush();
            if (records != null) {
              records.write(done.record());
              records.flush();
            }
          };
      batch.withoutPatch(rows, patches, earlier, listener);
      left = batch.run(rows, patches, earlier, listener, end.signal());
      if (left > 0) {
        out.println("Ended early, with %d of the instances left; %s".formatted(left, GO_ON));
        out.flush();
      }
    }
    if (left > 0) {
      return ExitCode.INTERRUPTED;
    }
    Path report = run.writeRunReport(ids, patches);
    JsonNode summary = Json.parse(Files.readString(report));
    run.writeFinalReport(rows, summary);
    out.println(
        "%d instances: %d resolved, %d unresolved, %d with an error; %s"
            .formatted(
                ids.size(),
                summary.path("resolved_instances").asInt(),
                summary.path("unresolved_instances").asInt(),
                summary.path("error_instances").asInt(),
                report));
    out.flush();
    return faults.get() > 0 ? ExitCode.FAULTS : ExitCode.OK;
  }

  /** Gets the images of all rows, one after another, as long as the run is not to end. */
  private static void fetch(
      LazyEngine engine, TaskImages images, List<JsonNode> rows, PrintWriter out, StopSignal stop)
      throws SweEngineException, InterruptedException {
    DockerSweEngine puller = engine.get();
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      for (JsonNode row : rows) {
        pool.execute(() -> fetch(puller, images, row, out));
      }
      // What is being got is interrupted then, and the rest is not begun.
      stop.whenAsked(pool::shutdownNow);
    }
  }

  private static void fetch(
      DockerSweEngine engine, TaskImages images, JsonNode row, PrintWriter out) {
    String id = row.path("instance_id").asText();
    try {
      String image = images.of(row);
      out.println(image == null ? id + ": the row names no image" : "image " + engine.fetch(image));
    } catch (SweEngineException e) {
      out.println("image of " + id + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.flush();
  }

  /** A sentence on predictions that are for no instance that was asked for. */
  private static Optional<String> strangers(
      List<JsonNode> rows, Map<String, Prediction> predictions) {
    Set<String> unknown = new TreeSet<>(predictions.keySet());
    rows.forEach(row -> unknown.remove(row.path("instance_id").asText()));
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of %d predictions are for no instance here, such as %s"
                .formatted(unknown.size(), predictions.size(), unknown.iterator().next()));
  }

  private Map<String, Set<String>> flaky() throws IOException, InputException {
    Map<String, Set<String>> all = new HashMap<>();
    if (flaky != null) {
      JsonNode document = Json.parse(Files.readString(flaky));
      if (!document.isObject()) {
        throw new InputException(
            flaky.toString(), "must be an object with a list of tests for each instance");
      }
      for (Map.Entry<String, JsonNode> entry : document.properties()) {
        if (!entry.getValue().isArray()) {
          throw new InputException(
              flaky + ", $['" + entry.getKey() + "']", "must be a list of tests");
        }
        Set<String> own = new HashSet<>();
        entry.getValue().forEach(id -> own.add(id.asText()));
        all.put(entry.getKey(), own);
      }
    }
    return all;
  }
}
