package dev.rewardgrader.grade.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.logs.LogParsers;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.json.Suggest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A row of a SWE-bench 5.x data set, which says itself how it is evaluated.
 *
 * @param image the container image, which has the repository at its base commit
 * @param evalScript the shell script that resets the tests and runs them between two markers
 * @param patch the reference fix, or null where the row has none
 * @param testPatch the tests that grade a patch; empty where the row has none
 * @param workdir where the image has the repository; null for the place that settings say
 * @param verifier in place of script and log, where the tests judge by themselves; else null
 */
public record SweRow(
    SweSpec spec,
    String image,
    String evalScript,
    String patch,
    String testPatch,
    String workdir,
    Verifier verifier) {
  /** The field of a row that could not be read; it says why. */
  public static final String UNREADABLE = "unreadable_row";

  /** The fields by which a row of SWE-bench 5.0 says how it is evaluated. */
  private static final List<String> SELF_DESCRIBING =
      List.of("image", "eval_script", "log_parser", "eval_type");

  /** A row whose tests are judged by their log. */
  public SweRow(
      SweSpec spec,
      String image,
      String evalScript,
      String patch,
      String testPatch,
      String workdir) {
    this(spec, image, evalScript, patch, testPatch, workdir, null);
  }

  /**
   * Reads a row.
   *
   * @param image used in place of the row's own; may be null
   * @throws InputException if a field is missing or has another shape
   */
  public static SweRow of(JsonNode row, String image) throws InputException {
    String id = text(row, "instance_id");
    if (row.path(UNREADABLE).isTextual()) {
      throw new InputException("task " + id, row.get(UNREADABLE).textValue());
    }
    if (!Prediction.isFolderName(id)) {
      throw new InputException("$.instance_id", "'" + id + "' cannot be the name of a folder");
    }
    if (row.has("verifier")) {
      return withVerifier(row, id, image == null ? text(row, "image") : image);
    }
    String evalType = text(row, "eval_type");
    EvalType type;
    try {
      type = EvalType.of(evalType);
    } catch (IllegalArgumentException e) {
      throw new InputException("$.eval_type", e.getMessage());
    }
    SweSpec spec =
        new SweSpec(
            id,
            row.path("version").textValue(),
            logParser(row),
            type,
            testNames(row, "FAIL_TO_PASS"),
            testNames(row, "PASS_TO_PASS"));
    return new SweRow(
        spec,
        image == null ? text(row, "image") : image,
        text(row, "eval_script"),
        row.path("patch").textValue(),
        row.path("test_patch").asText(""),
        row.path("workdir").textValue());
  }

  private static SweRow withVerifier(JsonNode row, String id, String image) throws InputException {
    Verifier verifier = Verifier.of(row.get("verifier"));
    return new SweRow(
        new SweSpec(id, null, "none", EvalType.PASS_AND_FAIL, List.of(Verifier.TEST), List.of()),
        image,
        new String(verifier.files().get(Verifier.SCRIPT), StandardCharsets.UTF_8),
        row.path("patch").textValue(),
        "",
        row.path("workdir").textValue(),
        verifier);
  }

  /** The row without PASS_TO_PASS tests that are known to be flaky. FAIL_TO_PASS is never eased. */
  public SweRow withoutFlaky(Collection<String> flaky) {
    if (flaky.isEmpty()) {
      return this;
    }
    List<String> kept = spec.passToPass().stream().filter(id -> !flaky.contains(id)).toList();
    SweSpec own =
        new SweSpec(
            spec.instanceId(),
            spec.version(),
            spec.logParser(),
            spec.evalType(),
            spec.failToPass(),
            kept);
    return new SweRow(own, image, evalScript, patch, testPatch, workdir, verifier);
  }

  /** Without its parser no run could count, and that would be no fault of a patch. */
  private static String logParser(JsonNode row) throws InputException {
    String name = text(row, "log_parser");
    if (LogParsers.find(name).isEmpty()) {
      throw new InputException(
          "$.log_parser",
          "there is no parser '"
              + name
              + "'"
              + Suggest.hint(name, List.copyOf(LogParsers.names())));
    }
    return name;
  }

  private static String text(JsonNode row, String field) throws InputException {
    JsonNode value = row.path(field);
    if (value.isTextual() && !value.textValue().isEmpty()) {
      return value.textValue();
    }
    if (value.isMissingNode() || value.isNull()) {
      throw new InputException("$." + field, "it is missing" + lacking(row));
    }
    throw new InputException(
        "$." + field,
        value.isTextual() ? "it is empty" : "must be a text; it is of type " + value.getNodeType());
  }

  /** What older rows lack comes together. */
  private static String lacking(JsonNode row) {
    List<String> missing =
        SELF_DESCRIBING.stream().filter(field -> !row.hasNonNull(field)).toList();
    return missing.size() < 2
        ? ""
        : "; the row lacks %s. Rows of SWE-bench before 5.0 do not say how they are evaluated:"
                .formatted(String.join(", ", missing))
            + " load the data set in its newest revision, or the task from its folder";
  }

  /** A list of test names, given as a list or as a text that holds one in JSON. */
  public static List<String> testNames(JsonNode row, String field) throws InputException {
    JsonNode value = row.path(field);
    if (value.isTextual()) {
      try {
        value = Json.parse(value.textValue());
      } catch (InputException e) {
        throw new InputException("$." + field, "is a text that is " + e.problem());
      }
    }
    if (!value.isArray()) {
      throw new InputException(
          "$." + field,
          "must be a list of test names, or a text with such a list in JSON; it is "
              + (value.isMissingNode() ? "missing" : "of type " + value.getNodeType()));
    }
    List<String> names = new ArrayList<>();
    for (JsonNode name : value) {
      if (!name.isTextual()) {
        throw new InputException(
            "$." + field + "[" + names.size() + "]", "a test name must be a text");
      }
      names.add(name.textValue());
    }
    return names;
  }
}
