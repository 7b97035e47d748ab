package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.engine.StopSignal;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.grade.Grade;
import dev.rewardgrader.grade.Reason;
import dev.rewardgrader.grade.swe.Prediction;
import dev.rewardgrader.grade.swe.SweGrader;
import dev.rewardgrader.grade.swe.SweOptions;
import dev.rewardgrader.grade.swe.SweRow;
import dev.rewardgrader.grade.swe.SweRuns;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.gate.Outcome;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Evaluates predictions over the rows of a data set, and leaves the files of a run. */
public final class SweBatch {
  private static final System.Logger LOG = System.getLogger(SweBatch.class.getName());
  private static final int TRIES = 4;

  /** Each pause is four times the one before: an engine that is started anew needs some seconds. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final SweGrader grader;
  private final SweSettings settings;
  private final SweRunFolder folder;
  private final Map<String, Set<String>> flaky;
  private final SweRewards rewards;
  private final Images images;

  /**
   * One instance that was dealt with.
   *
   * @param record of its reward
   * @param fault what went wrong on our side, or null
   */
  public record Done(String instanceId, ObjectNode record, String fault) {}

  /** Hears of every instance as it is done; called by one thread at a time. */
  @FunctionalInterface
  public interface Listener {
    void done(Done instance) throws IOException;
  }

  /** Knows the image of a row. */
  @FunctionalInterface
  public interface Images {
    /**
     * The image's name; null for the one that the row names.
     *
     * @throws SweEngineException if it cannot be had
     */
    String of(JsonNode row) throws SweEngineException, InterruptedException;
  }

  /**
   * A batch.
   *
   * @param flaky PASS_TO_PASS tests that are known to be flaky, by instance
   * @param rewards how grades become records
   * @param images where the images of rows come from
   */
  public SweBatch(
      SweGrader grader,
      SweSettings settings,
      SweRunFolder folder,
      Map<String, Set<String>> flaky,
      SweRewards rewards,
      Images images) {
    this.grader = grader;
    this.settings = settings;
    this.folder = folder;
    this.flaky = flaky;
    this.rewards = rewards;
    this.images = images;
  }

  /**
   * Evaluates every row that has a prediction and is not done yet. Whatever becomes of one
   * instance, the others go on. Files and records are written by the calling thread alone, which is
   * not interrupted where the run is given up: what is finished is kept.
   *
   * @param stop as soon as it is asked to, evaluations are given up where they are
   * @return how many instances were left
   */
  public int run(
      List<JsonNode> rows,
      Map<String, Prediction> predictions,
      EarlierRun earlier,
      Listener listener,
      StopSignal stop)
      throws IOException, InterruptedException {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      stop.whenAsked(pool::shutdownNow);
      try {
        CompletionService<Evaluated> evaluations = new ExecutorCompletionService<>(pool);
        int begun = 0;
        int left = 0;
        for (JsonNode row : rows) {
          Prediction prediction = predictions.get(row.path("instance_id").asText());
          if (prediction != null && hasWork(row, prediction) && !earlier.isDone(prediction)) {
            try {
              evaluations.submit(() -> evaluate(row, prediction, stop));
              begun++;
            } catch (RejectedExecutionException e) {
              left++;
            }
          }
        }
        for (int i = 0; i < begun; i++) {
          Evaluated one = evaluations.take().get();
          if (one == null) {
            left++;
          } else {
            listener.done(one.write());
          }
        }
        return left;
      } catch (IOException | InterruptedException | ExecutionException | RuntimeException e) {
        pool.shutdownNow();
        throw e;
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What an evaluation came to, which is yet to be written. */
  @FunctionalInterface
  private interface Evaluated {
    Done write();
  }

  /** Whether more than a glance is needed; a row that could not be read is a fault in any case. */
  private static boolean hasWork(JsonNode row, Prediction prediction) {
    return !prediction.isEmpty() || row.has(SweRow.UNREADABLE);
  }

  /** Evaluates an instance; null where the run was ended first. */
  private Evaluated evaluate(JsonNode json, Prediction prediction, StopSignal stop) {
    try {
      Evaluated evaluated = evaluate(json, prediction);
      // A fault may be no more than the end.
      return stop.isAsked() ? null : evaluated;
    } catch (InterruptedException e) {
      return null;
    }
  }

  private Evaluated evaluate(JsonNode json, Prediction prediction) throws InterruptedException {
    String id = prediction.instanceId();
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        SweRow row =
            SweRow.of(json, images.of(json)).withoutFlaky(flaky.getOrDefault(id, Set.of()));
        SweSettings own = SweOptions.apply(settings, json.path("options"));
        SweRuns runs = grader.run(row, prediction.patch(), own);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return () -> write(row, json, prediction, runs, time);
      } catch (InputException e) {
        return fault(prediction, new Reason("bad-task", e.getMessage()));
      } catch (SweEngineException e) {
        if (!e.isTemporary() || attempt == TRIES) {
          return fault(prediction, new Reason(e.code(), e.getMessage()));
        }
        Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (2 * (attempt - 1))));
      } catch (RuntimeException e) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        LOG.log(System.Logger.Level.ERROR, "evaluating " + id + " failed", e);
        return fault(prediction, new Reason("internal-error", e.toString()));
      }
    }
  }

  private Done write(
      SweRow row, JsonNode json, Prediction prediction, SweRuns runs, Duration time) {
    try {
      folder.write(prediction, row, runs.first());
      Candidate candidate = new Candidate(prediction.patch(), "diff", "whole-text");
      return done(json, prediction, SweGrader.grade(runs, candidate), time);
    } catch (IOException e) {
      // Nothing counts of an instance whose files cannot be written.
      return done(prediction, new Reason("files", "the files of the run cannot be written: " + e));
    }
  }

  /** The records of predictions without a patch, for which nothing is run. */
  public void withoutPatch(
      List<JsonNode> rows,
      Map<String, Prediction> predictions,
      EarlierRun earlier,
      Listener listener)
      throws IOException {
    for (JsonNode row : rows) {
      Prediction prediction = predictions.get(row.path("instance_id").asText());
      if (prediction != null && !hasWork(row, prediction) && !earlier.isDone(prediction)) {
        Grade grade =
            prediction.patch() == null
                ? SweGrader.withoutPatch(Outcome.NO_SUBMIT, "no-patch", "there is no patch")
                : SweGrader.withoutPatch(Outcome.EMPTY_PATCH, "empty-patch", "the patch is empty");
        listener.done(done(row, prediction, grade, Duration.ZERO));
      }
    }
  }

  private Evaluated fault(Prediction prediction, Reason reason) {
    return () -> {
      String id = prediction.instanceId();
      try {
        folder.writeFault(prediction, reason.code() + ": " + reason.message());
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "the fault of {0} cannot be written: {1}", id, e);
      }
      return done(prediction, reason);
    };
  }

  private Done done(JsonNode row, Prediction prediction, Grade grade, Duration time) {
    ObjectNode record = rewards.record(row, prediction, grade, time, folder.meta(prediction));
    boolean fault = record.path("status").asText().equals("error");
    return new Done(
        prediction.instanceId(),
        record,
        fault ? record.path("reason").path("message").asText() : null);
  }

  private Done done(Prediction prediction, Reason reason) {
    String id = prediction.instanceId();
    return new Done(id, SweRewards.fault(id, reason, folder.meta(prediction)), reason.message());
  }
}
