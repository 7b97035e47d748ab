package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rewardgrader.grade.swe.Prediction;
import dev.rewardgrader.grade.swe.RunReport;
import dev.rewardgrader.grade.swe.SweResult;
import dev.rewardgrader.grade.swe.SweRow;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.python.PyJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The files of a run where the public harness has them: {@code logs/run_evaluation/RUN/…}. */
public final class SweRunFolder {
  static final String PATCH_FILE = "patch.diff";
  private static final String RUN_ID = "run_id";
  private static final String MODEL = "model_name_or_path";

  private final Path base;
  private final String runId;

  /**
   * Files of a run below a folder.
   *
   * @param base where the public harness would have been started
   * @throws InputException if the run's id cannot be the name of a folder
   */
  public SweRunFolder(Path base, String runId) throws InputException {
    if (!Prediction.isFolderName(runId)) {
      throw new InputException("run id", "'" + runId + "' cannot be the name of a folder");
    }
    this.base = base;
    this.runId = runId;
  }

  private Path folder() {
    return base.resolve("logs/run_evaluation").resolve(runId);
  }

  /**
   * Makes the run's folder, so that one that cannot be made is told before anything is evaluated.
   *
   * @param logParser of rows that name none; null for none
   * @param flaky by instance, the tests that do not count
   * @throws InputException if the run was begun under other settings and has results of them
   */
  public void begin(SweSettings settings, String logParser, Map<String, Set<String>> flaky)
      throws IOException, InputException {
    RunSettings.begin(Files.createDirectories(folder()), runId, settings, logParser, flaky);
  }

  private Path folder(Prediction prediction) {
    return folder().resolve(prediction.modelFolder()).resolve(prediction.instanceId());
  }

  /** The fields by which a record tells the run and the model that it is of. */
  Map<String, JsonNode> meta(Prediction prediction) {
    SequencedMap<String, JsonNode> meta = new LinkedHashMap<>();
    meta.put(RUN_ID, TextNode.valueOf(runId));
    meta.put(MODEL, TextNode.valueOf(prediction.model()));
    return meta;
  }

  /** Whether a record is of this run and of a prediction's model. */
  boolean isOwn(JsonNode record, Prediction prediction) {
    JsonNode meta = record.path("meta");
    return meta.path(RUN_ID).asText().equals(runId)
        && meta.path(MODEL).asText().equals(prediction.model());
  }

  /**
   * Whether an instance has a whole report that is not of another patch. A report of the public
   * harness does, too.
   */
  boolean hasReport(Prediction prediction) {
    return isOf(prediction, true)
        && read(prediction, RunReport.REPORT_FILE)
            .map(text -> isWhole(prediction, text))
            .orElse(false);
  }

  /** Whether an instance's files are of this patch; some ends of an evaluation have no report. */
  boolean holds(Prediction prediction) {
    return isOf(prediction, false)
        && read(prediction, RunReport.REPORT_FILE)
            .map(text -> isWhole(prediction, text))
            .orElse(true);
  }

  /** A row or a prediction can have an id that is none of a folder, and then has no files. */
  private static boolean hasFolder(Prediction prediction) {
    return Prediction.isFolderName(prediction.instanceId());
  }

  private boolean isOf(Prediction prediction, boolean unknown) {
    if (!hasFolder(prediction) || prediction.patch() == null) {
      return false;
    }
    Path file = folder(prediction).resolve(PATCH_FILE);
    try {
      return Files.exists(file)
          ? Arrays.equals(Files.readAllBytes(file), bytes(prediction.patch()))
          : unknown;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWhole(Prediction prediction, String report) {
    try {
      return Json.parse(report).path(prediction.instanceId()).has("resolved");
    } catch (InputException e) {
      return false;
    }
  }

  /** The bytes that a patch has in the container as well; half a character becomes a '?'. */
  private static byte[] bytes(String patch) {
    return patch.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Makes the folder of an instance, and takes away what an earlier evaluation reported there: it
   * may have been of another patch.
   */
  private Path begin(Prediction prediction) throws IOException {
    Path folder = Files.createDirectories(folder(prediction));
    Files.deleteIfExists(folder.resolve(RunReport.REPORT_FILE));
    return folder;
  }

  /** Writes what an evaluation left; the report last and at once, since it marks the end. */
  public void write(Prediction prediction, SweRow row, SweResult result) throws IOException {
    Path folder = begin(prediction);
    Files.write(folder.resolve(PATCH_FILE), bytes(prediction.patch()));
    Files.writeString(folder.resolve("eval.sh"), row.evalScript());
    Files.writeString(folder.resolve(RunReport.TEST_OUTPUT_FILE), result.log());
    Files.writeString(
        folder.resolve(RunReport.LOG_FILE),
        result.reason().code()
            + ": "
            + result.reason().message()
            + "\n"
            + String.join("\n", result.notes())
            + "\n");
    if (result.report() != null) {
      Path part = folder.resolve(RunReport.REPORT_FILE + ".part");
      Files.writeString(part, PyJson.dumps(result.report().toJson(prediction.instanceId())));
      Files.move(part, folder.resolve(RunReport.REPORT_FILE), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Writes that an evaluation could not be done; it stays without a report, so that it is tried
   * again.
   */
  public void writeFault(Prediction prediction, String message) throws IOException {
    if (hasFolder(prediction)) {
      Path folder = begin(prediction);
      Files.writeString(folder.resolve(RunReport.LOG_FILE), message + "\n");
    }
  }

  /** Sums up the run and writes its report; returns the file. */
  public Path writeRunReport(List<String> instanceIds, Map<String, Prediction> predictions)
      throws IOException {
    RunReport report = RunReport.of(instanceIds, predictions, this::read);
    Files.createDirectories(base);
    return Files.writeString(
        base.resolve(report.fileName(runId)), PyJson.dumps(report.toJson()) + "\n");
  }

  /**
   * Writes the {@code final_report.json} of Multi-SWE-bench, where the rows are its own.
   *
   * @param runReport what {@link #writeRunReport} wrote
   */
  public Optional<Path> writeFinalReport(List<JsonNode> rows, JsonNode runReport)
      throws IOException {
    if (!MultiSweRows.areIn(rows)) {
      return Optional.empty();
    }
    Path folder = Files.createDirectories(folder());
    return Optional.of(
        Files.writeString(
            folder.resolve("final_report.json"),
            MultiSweRows.finalReport(rows, runReport).toPrettyString() + "\n"));
  }

  private Optional<String> read(Prediction prediction, String name) {
    if (!hasFolder(prediction)) {
      return Optional.empty();
    }
    Path file = folder(prediction).resolve(name);
    try {
      return Files.exists(file)
          ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
