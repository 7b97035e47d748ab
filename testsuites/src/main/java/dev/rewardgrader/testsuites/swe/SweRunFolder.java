package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.Prediction;
import dev.rewardgrader.grade.swe.RunReport;
import dev.rewardgrader.grade.swe.SweResult;
import dev.rewardgrader.grade.swe.SweRow;
import dev.rewardgrader.python.PyJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a run where the public harness has them: {@code logs/run_evaluation/RUN/…}. */
public final class SweRunFolder {
  private final Path base;
  private final String runId;

  /**
   * Files of a run below a folder.
   *
   * @param base where the public harness would have been started
   */
  public SweRunFolder(Path base, String runId) {
    this.base = base;
    this.runId = runId;
  }

  private Path folder(Prediction prediction) {
    return base.resolve("logs/run_evaluation")
        .resolve(runId)
        .resolve(prediction.modelFolder())
        .resolve(prediction.instanceId());
  }

  /** Whether an instance has its report already, and need not be evaluated again. */
  public boolean isDone(Prediction prediction) {
    return Files.exists(folder(prediction).resolve(RunReport.REPORT_FILE));
  }

  /** Writes what an evaluation left; the report last and at once, since it marks the end. */
  public void write(Prediction prediction, SweRow row, SweResult result) throws IOException {
    Path folder = Files.createDirectories(folder(prediction));
    Files.writeString(folder.resolve("patch.diff"), prediction.patch());
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
    Path folder = Files.createDirectories(folder(prediction));
    Files.writeString(folder.resolve(RunReport.LOG_FILE), message + "\n");
  }

  /** Sums up the run and writes its report; returns the file. */
  public Path writeRunReport(List<String> instanceIds, Map<String, Prediction> predictions)
      throws IOException {
    RunReport report = RunReport.of(instanceIds, predictions, this::read);
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
    Path folder = Files.createDirectories(base.resolve("logs/run_evaluation").resolve(runId));
    return Optional.of(
        Files.writeString(
            folder.resolve("final_report.json"),
            MultiSweRows.finalReport(rows, runReport).toPrettyString() + "\n"));
  }

  private Optional<String> read(Prediction prediction, String name) {
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
