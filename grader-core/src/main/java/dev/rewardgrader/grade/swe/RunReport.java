package dev.rewardgrader.grade.swe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.python.PyJson;
import dev.rewardgrader.python.PyText;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report of a whole run, schema version 2 (SWE-bench 5.x, {@code reporting.py}). */
public final class RunReport {
  public static final String REPORT_FILE = "report.json";
  public static final String TEST_OUTPUT_FILE = "test_output.txt";
  public static final String LOG_FILE = "run_instance.log";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final int total;
  private final Map<String, Prediction> predictions;
  private final SortedSet<String> completed = ids();
  private final SortedSet<String> incomplete = ids();
  private final SortedSet<String> empty = ids();
  private final SortedSet<String> resolved = ids();
  private final SortedSet<String> unresolved = ids();
  private final SortedSet<String> errors = ids();
  private final SortedSet<String> infra = ids();
  private final SortedSet<String> ambiguous = ids();
  private final SortedMap<String, String> reasons = new TreeMap<>(PyJson.order());

  /** Reads a file of the folder of an instance. */
  @FunctionalInterface
  public interface InstanceFiles {
    /** The content of a file, or empty if there is none. */
    Optional<String> read(Prediction prediction, String fileName);
  }

  private RunReport(int total, Map<String, Prediction> predictions) {
    this.total = total;
    this.predictions = predictions;
  }

  private static SortedSet<String> ids() {
    return new TreeSet<>(PyJson.order());
  }

  /**
   * Sums up a run from the files it left.
   *
   * @param instanceIds the ids of the data set
   * @param predictions by instance id, in the order of their file
   */
  public static RunReport of(
      List<String> instanceIds, Map<String, Prediction> predictions, InstanceFiles files) {
    RunReport report = new RunReport(instanceIds.size(), predictions);
    for (String id : instanceIds) {
      report.sort(id, predictions.get(id), files);
    }
    Stream.concat(report.unresolved.stream(), report.errors.stream())
        .forEach(id -> report.explain(id, predictions.get(id), files));
    return report;
  }

  private void sort(String id, Prediction prediction, InstanceFiles files) {
    if (prediction == null) {
      incomplete.add(id);
    } else if (prediction.isEmpty()) {
      empty.add(id);
    } else {
      Optional<String> content = files.read(prediction, REPORT_FILE);
      if (content.isPresent()) {
        completed.add(id);
      }
      Optional<Boolean> verdict = content.flatMap(text -> resolved(id, text));
      verdict.map(yes -> yes ? resolved : unresolved).orElse(errors).add(id);
    }
  }

  private static Optional<Boolean> resolved(String id, String content) {
    String text = PyText.strip(content);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode verdict = JSON.readTree(text).path(id).path("resolved");
      return verdict.isMissingNode() ? Optional.empty() : Optional.of(isTrue(verdict));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean isTrue(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> value.booleanValue();
      case NUMBER -> value.doubleValue() != 0;
      case STRING -> !value.textValue().isEmpty();
      case ARRAY, OBJECT -> !value.isEmpty();
      default -> false;
    };
  }

  private void explain(String id, Prediction prediction, InstanceFiles files) {
    String logs =
        Stream.of(TEST_OUTPUT_FILE, LOG_FILE)
            .map(name -> files.read(prediction, name).orElse(null))
            .filter(Objects::nonNull)
            .map(PyText::universalNewlines)
            .collect(Collectors.joining("\n"));
    InfraFailure.in(logs)
        .ifPresent(
            failure -> {
              reasons.put(id, failure.reason());
              boolean sure = failure.tier() == InfraFailure.Tier.ENVIRONMENT;
              (sure ? infra : ambiguous).add(id);
            });
  }

  /**
   * The public file name of the report.
   *
   * @throws java.util.NoSuchElementException if the run has no prediction
   */
  public String fileName(String runId) {
    return predictions.values().iterator().next().modelFolder() + "." + runId + ".json";
  }

  /** The report as JSON, with the keys in the public order. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("total_instances", total);
    json.put("submitted_instances", predictions.size());
    json.put("completed_instances", completed.size());
    json.put("resolved_instances", resolved.size());
    json.put("unresolved_instances", unresolved.size());
    json.put("infra_failure_instances", infra.size());
    json.put("ambiguous_failure_instances", ambiguous.size());
    json.put("empty_patch_instances", empty.size());
    json.put("error_instances", errors.size());
    json.set("completed_ids", array(completed));
    json.set("incomplete_ids", array(incomplete));
    json.set("empty_patch_ids", array(empty));
    SortedSet<String> submitted = ids();
    submitted.addAll(predictions.keySet());
    json.set("submitted_ids", array(submitted));
    json.set("resolved_ids", array(resolved));
    json.set("unresolved_ids", array(unresolved));
    json.set("infra_failure_ids", array(infra));
    json.set("ambiguous_failure_ids", array(ambiguous));
    ObjectNode why = json.putObject("failure_reasons");
    reasons.forEach(why::put);
    json.set("error_ids", array(errors));
    json.put("schema_version", 2);
    return json;
  }

  private static ArrayNode array(Collection<String> ids) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    ids.forEach(array::add);
    return array;
  }
}
