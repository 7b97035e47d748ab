package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.swe.EvalType;
import dev.rewardgrader.grade.swe.InstanceReport;
import dev.rewardgrader.grade.swe.Markers;
import dev.rewardgrader.grade.swe.Prediction;
import dev.rewardgrader.grade.swe.ReferenceGrading;
import dev.rewardgrader.grade.swe.RunReport;
import dev.rewardgrader.grade.swe.StrictGrading;
import dev.rewardgrader.grade.swe.SweRow;
import dev.rewardgrader.grade.swe.SweSpec;
import dev.rewardgrader.grade.swe.TestLists;
import dev.rewardgrader.grade.swe.logs.LogContext;
import dev.rewardgrader.grade.swe.logs.LogParsers;
import dev.rewardgrader.grade.swe.logs.ParsedLog;
import dev.rewardgrader.grade.swe.similarity.SequenceMatcher;
import dev.rewardgrader.grade.swe.similarity.SweRlReward;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the grader with recorded verdicts: log parsers, instance reports, test lists, run
 * reports and patch similarity. A file that is not in the folder is left out.
 */
public final class SweConformance {
  private static final ObjectMapper JSON = Json.MAPPER;
  private static final double TOLERANCE = 1e-9;

  private final Path folder;
  private final List<ConformanceSuite> suites = new ArrayList<>();

  /** Full logs by id, for cases that only name one. */
  private final Map<String, String> logs = new HashMap<>();

  private SweConformance(Path folder) {
    this.folder = folder;
  }

  /** Checks one line of a file. */
  @FunctionalInterface
  private interface Check {
    void run(JsonNode row, ConformanceSuite suite);
  }

  /**
   * Runs every file of a folder in the conformance format.
   *
   * @throws IOException if a file cannot be read
   */
  public static List<ConformanceSuite> run(Path folder) throws IOException {
    SweConformance conformance = new SweConformance(folder);
    conformance.file("logs", conformance::log);
    conformance.file("grading", conformance::grading);
    conformance.file("lists", SweConformance::lists);
    conformance.file("runs", SweConformance::runs);
    conformance.file("similarity", SweConformance::similarity);
    return conformance.suites;
  }

  private void file(String name, Check check) throws IOException {
    Path file = folder.resolve(name + ".jsonl");
    if (!Files.exists(file)) {
      return;
    }
    ConformanceSuite suite = new ConformanceSuite(name);
    suites.add(suite);
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          check.run(JSON.readTree(line), suite);
        }
      }
    }
  }

  private void log(JsonNode row, ConformanceSuite suite) {
    String log = row.get("log").textValue();
    logs.put(row.get("id").textValue(), log);
    String text = log;
    if (row.path("region").asText().equals("markers")) {
      int start = log.indexOf(Markers.START) + Markers.START.length();
      int end = log.indexOf(Markers.END, start);
      text = log.substring(start, end < 0 ? log.length() : end);
    }
    LogContext context = new LogContext(text(row, "instance_id"), nullable(row, "version"));
    for (Map.Entry<String, JsonNode> expected : row.path("expected").properties()) {
      String parser = expected.getKey();
      suite.compare(id(row) + " " + parser, expected.getValue(), parse(parser, text, context));
    }
    for (Map.Entry<String, JsonNode> expected : row.path("expected_error").properties()) {
      String parser = expected.getKey();
      suite.compare(
          id(row) + " " + parser + " error", expected.getValue(), parse(parser, text, context));
    }
  }

  private static JsonNode parse(String parser, String log, LogContext context) {
    return switch (LogParsers.find(parser).orElseThrow().parse(log, context)) {
      case ParsedLog.Statuses statuses -> JSON.valueToTree(statuses.map());
      case ParsedLog.Refused refused -> JSON.valueToTree(refused.fault().pythonException());
    };
  }

  private void grading(JsonNode row, ConformanceSuite suite) {
    JsonNode instance = row.get("instance");
    SweSpec spec = spec(instance, instance);
    String log = row.has("log") ? text(row, "log") : logs.get(text(row, "log_id"));
    String patch = nullable(row.get("prediction"), "model_patch");
    ReferenceGrading.Result result = ReferenceGrading.grade(spec, patch, log == null ? "" : log);
    if (result instanceof ReferenceGrading.Result.Reported reported) {
      suite.compare(
          id(row), row.get("expected_report"), reported.report().toJson(spec.instanceId()));
      String resolution = reported.resolution() == null ? "null" : reported.resolution().name();
      suite.compare(id(row) + " resolution", row.get("expected_resolution").asText(), resolution);
    } else {
      suite.compare(id(row), row.get("expected_report"), result);
    }
    if (row.has("honest_resolved")) {
      boolean honest = row.get("honest_resolved").booleanValue();
      suite.compare(
          id(row) + " strict", honest, patch != null && StrictGrading.ofLog(spec, log).resolved());
    }
  }

  private static void lists(JsonNode row, ConformanceSuite suite) {
    Map<String, String> statuses = texts(row.get("status_map"));
    ObjectNode instance = JSON.createObjectNode();
    instance.put("instance_id", id(row)).put("log_parser", "none");
    instance.set("eval_type", row.get("eval_type"));
    TestLists tests = TestLists.of(statuses, spec(instance, row));
    suite.compare(id(row), row.get("expected_tests_status"), InstanceReport.testsStatus(tests));
    suite.compare(
        id(row) + " resolution", text(row, "expected_resolution"), tests.resolution().name());
  }

  private static SweSpec spec(JsonNode instance, JsonNode lists) {
    return new SweSpec(
        text(instance, "instance_id"),
        nullable(instance, "version"),
        text(instance, "log_parser"),
        EvalType.of(text(instance, "eval_type")),
        testNames(lists, "FAIL_TO_PASS"),
        testNames(lists, "PASS_TO_PASS"));
  }

  private static void runs(JsonNode row, ConformanceSuite suite) {
    List<String> ids = new ArrayList<>();
    row.get("dataset_instance_ids").forEach(id -> ids.add(id.textValue()));
    Map<String, Prediction> predictions = new LinkedHashMap<>();
    for (JsonNode prediction : row.get("predictions")) {
      predictions.put(
          text(prediction, "instance_id"),
          new Prediction(
              text(prediction, "instance_id"),
              text(prediction, "model_name_or_path"),
              nullable(prediction, "model_patch")));
    }
    JsonNode files = row.get("instance_files");
    RunReport report =
        RunReport.of(
            ids,
            predictions,
            (prediction, name) ->
                Optional.ofNullable(files.path(prediction.instanceId()).path(name).textValue()));
    suite.compare(id(row), row.get("expected_report"), report.toJson());
    suite.compare(
        id(row) + " file name",
        text(row, "expected_file_name"),
        report.fileName(text(row, "run_id")));
  }

  private static void similarity(JsonNode row, ConformanceSuite suite) {
    if (row.has("a")) {
      String a = text(row, "a");
      String b = text(row, "b");
      for (boolean autojunk : new boolean[] {true, false}) {
        double expected = row.get("ratio_autojunk_" + autojunk).doubleValue();
        double actual = SequenceMatcher.ofText(a, b, autojunk).ratio();
        suite.compare(id(row) + " autojunk=" + autojunk, expected, near(expected, actual));
      }
      return;
    }
    SweRlReward.Result result =
        SweRlReward.ofEdits(
            texts(row.get("code_context")),
            texts(row.get("oracle_new_content")),
            text(row, "output"));
    double expected = row.get("expected_reward").doubleValue();
    suite.compare(id(row), expected, near(expected, result.reward()));
    if (result instanceof SweRlReward.Result.FormatError error) {
      suite.compare(id(row) + " error", row.get("expected_error").asText(), error.message());
    } else if (result instanceof SweRlReward.Result.Compared compared) {
      Map<String, Double> similarities = new HashMap<>();
      row.get("expected_similarities")
          .properties()
          .forEach(file -> similarities.put(file.getKey(), file.getValue().doubleValue()));
      Map<String, Double> actual = new HashMap<>(compared.similarities());
      actual.replaceAll((path, value) -> near(similarities.getOrDefault(path, -1.0), value));
      suite.compare(id(row) + " similarities", similarities, actual);
    }
  }

  /** The expected number if the actual one is within the tolerance of it. */
  private static double near(double expected, double actual) {
    return Math.abs(expected - actual) <= TOLERANCE ? expected : actual;
  }

  private static List<String> testNames(JsonNode row, String field) {
    try {
      return SweRow.testNames(row, field);
    } catch (InputException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().textValue()));
    return texts;
  }

  private static String id(JsonNode row) {
    return text(row, "id");
  }

  private static String text(JsonNode row, String field) {
    return row.path(field).asText();
  }

  private static String nullable(JsonNode row, String field) {
    return row.path(field).textValue();
  }
}
