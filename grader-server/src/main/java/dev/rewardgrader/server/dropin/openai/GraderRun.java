package dev.rewardgrader.server.dropin.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.server.work.BusyException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One run of a grader over one sample; remembers what went wrong on the way. */
final class GraderRun {
  private static final int MAX_GRADERS = 50;

  private final JsonNode variables;
  private final Template template;
  private final PythonGrader python;
  private final String caller;
  private final Map<String, Double> scores = new LinkedHashMap<>();
  private String invalidVariable;
  private String pythonFailure;

  GraderRun(JsonNode variables, PythonGrader python, String caller) {
    this.variables = variables;
    this.template = new Template(variables);
    this.python = python;
    this.caller = caller;
  }

  /** The scores of the parts of a {@code multi} grader, by name. */
  Map<String, Double> scores() {
    return scores;
  }

  /** A place in a template that nothing stood for, or null. */
  String invalidVariable() {
    return invalidVariable;
  }

  /** How a {@code python} grader failed, or null. */
  String pythonFailure() {
    return pythonFailure;
  }

  /**
   * The reward of a grader; 0 where its source or its templates failed.
   *
   * @throws InputException for a grader that is none, or of a kind that is not run here
   */
  double score(JsonNode grader, String path)
      throws InputException, BusyException, SandboxException, InterruptedException {
    if (!grader.isObject()) {
      throw new InputException(path, "expected an object");
    }
    String type = grader.path("type").asText("");
    try {
      return switch (type) {
        case "string_check" -> stringCheck(grader, path);
        case "text_similarity" -> similarity(grader, path);
        case "python" -> python.grade(text(grader, "source", path), variables, caller);
        case "multi" -> multi(grader, path);
        case "score_model", "label_model" ->
            throw new InputException(
                path + ".type", type + " asks a model, which is not done here");
        default ->
            throw new InputException(
                path + ".type",
                "'%s' is not one of string_check, text_similarity, python, multi".formatted(type));
      };
    } catch (Template.UnknownVariableException e) {
      invalidVariable = e.getMessage();
      return 0;
    } catch (PythonGrader.FailedException e) {
      pythonFailure = e.getMessage();
      return 0;
    }
  }

  private double stringCheck(JsonNode grader, String path)
      throws InputException, Template.UnknownVariableException {
    String input = template.fill(text(grader, "input", path));
    String reference = template.fill(text(grader, "reference", path));
    String operation = text(grader, "operation", path);
    boolean holds =
        switch (operation) {
          case "eq" -> input.equals(reference);
          case "ne" -> !input.equals(reference);
          case "like" -> input.contains(reference);
          case "ilike" ->
              input.toLowerCase(Locale.ROOT).contains(reference.toLowerCase(Locale.ROOT));
          default ->
              throw new InputException(
                  path + ".operation", "'" + operation + "' is not one of eq, ne, like, ilike");
        };
    return holds ? 1 : 0;
  }

  private double similarity(JsonNode grader, String path)
      throws InputException, Template.UnknownVariableException {
    String metric = text(grader, "evaluation_metric", path);
    double similarity =
        TextSimilarity.of(
            metric,
            template.fill(text(grader, "input", path)),
            template.fill(text(grader, "reference", path)));
    if (Double.isNaN(similarity)) {
      throw new InputException(
          path + ".evaluation_metric",
          ("'%s' is not computed here: fuzzy_match, bleu, gleu, rouge_1 to rouge_5 and rouge_l are"
                  + " (cosine and meteor need a model or a dictionary)")
              .formatted(metric));
    }
    return similarity;
  }

  private double multi(JsonNode grader, String path)
      throws InputException, BusyException, SandboxException, InterruptedException {
    JsonNode graders = grader.path("graders");
    Map<String, JsonNode> named = new LinkedHashMap<>();
    if (graders.isObject()) {
      graders.properties().forEach(entry -> named.put(entry.getKey(), entry.getValue()));
    } else if (graders.isArray()) {
      graders.forEach(one -> named.put(one.path("name").asText(""), one));
    }
    if (named.isEmpty() || named.size() > MAX_GRADERS) {
      throw new InputException(path + ".graders", "expected 1 to 50 graders by name");
    }
    for (Map.Entry<String, JsonNode> one : named.entrySet()) {
      String place = path + ".graders." + one.getKey();
      if (List.of("multi").contains(one.getValue().path("type").asText())) {
        throw new InputException(place + ".type", "a multi grader stands in no other");
      }
      scores.put(one.getKey(), score(one.getValue(), place));
    }
    return Formula.evaluate(text(grader, "calculate_output", path), scores);
  }

  private static String text(JsonNode grader, String field, String path) throws InputException {
    JsonNode value = grader.get(field);
    if (value == null || !value.isTextual()) {
      throw new InputException(path + "." + field, "expected a string");
    }
    return value.textValue();
  }
}
