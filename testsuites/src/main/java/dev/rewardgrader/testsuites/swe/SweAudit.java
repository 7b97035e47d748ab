package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.swe.SweEvaluation;
import dev.rewardgrader.grade.swe.SweResult;
import dev.rewardgrader.grade.swe.SweRow;
import dev.rewardgrader.grade.swe.SweRuns;
import dev.rewardgrader.grade.swe.SweSettings;
import dev.rewardgrader.grade.swe.container.SweEngine;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.json.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proves a task: its reference fix resolves it, nothing at all does not, as often as asked for; and
 * tells which known tricks would be taken for a fix.
 */
public final class SweAudit {
  private final SweEngine engine;
  private final SweSettings settings;
  private final boolean tricks;

  /**
   * An audit.
   *
   * @param settings the mode to prove the task for, and the number of runs
   */
  public SweAudit(SweEngine engine, SweSettings settings, boolean tricks) {
    this.engine = engine;
    this.settings = settings;
    this.tricks = tricks;
  }

  /**
   * What was found of a task.
   *
   * @param gold how often the reference fix resolved it
   * @param unpatched how often the base commit did
   * @param flaky tests that did not always do the same with the reference fix
   * @param accepted tricks that were taken for a fix
   * @param tried all tricks that were tried
   * @param fault why the task could not be audited, or null
   */
  public record Finding(
      String instanceId,
      int runs,
      int gold,
      int unpatched,
      List<String> flaky,
      List<String> accepted,
      List<String> tried,
      String fault) {

    /**
     * Whether the task can be relied on, as far as any can: a trick that nothing keeps from any
     * task is listed and says nothing of this one.
     */
    public boolean sound() {
      return fault == null
          && gold == runs
          && unpatched == 0
          && Tricks.NOT_CAUGHT.containsAll(accepted);
    }

    /** The finding as JSON. */
    public ObjectNode toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("instance_id", instanceId);
      json.put("sound", sound());
      json.put("runs", runs);
      json.put("gold_resolved", gold);
      json.put("unpatched_resolved", unpatched);
      put(json.putArray("flaky"), flaky);
      put(json.putArray("tricks_accepted"), accepted);
      put(json.putArray("tricks_tried"), tried);
      json.put("fault", fault);
      return json;
    }

    private static void put(ArrayNode array, List<String> values) {
      values.forEach(array::add);
    }
  }

  /** Audits a row; a fault of ours or of the row is a finding too. */
  public Finding audit(JsonNode json) throws InterruptedException {
    String id = json.path("instance_id").asText("?");
    try {
      SweRow row = SweRow.of(json, null);
      if (row.patch() == null) {
        return fault(id, "the row has no reference fix (field patch)");
      }
      return audit(row);
    } catch (InputException e) {
      return fault(id, e.getMessage());
    } catch (SweEngineException e) {
      return fault(id, e.code() + ": " + e.getMessage());
    }
  }

  private static Finding fault(String id, String message) {
    return new Finding(id, 0, 0, 0, List.of(), List.of(), List.of(), message);
  }

  private Finding audit(SweRow row) throws SweEngineException, InterruptedException {
    SweEvaluation evaluation = new SweEvaluation(engine, settings);
    List<SweResult> gold = new ArrayList<>();
    List<SweResult> base = new ArrayList<>();
    for (int i = 0; i < settings.runs(); i++) {
      gold.add(evaluation.run(row, row.patch()));
      base.add(evaluation.runUnpatched(row));
    }
    List<String> accepted = new ArrayList<>();
    List<String> tried = new ArrayList<>();
    if (tricks) {
      for (Map.Entry<String, String> trick : Tricks.of(row, evaluation).entrySet()) {
        tried.add(trick.getKey());
        if (evaluation.run(row, trick.getValue()).outcome().resolved()) {
          accepted.add(trick.getKey());
        }
      }
    }
    return new Finding(
        row.spec().instanceId(),
        settings.runs(),
        resolved(gold),
        resolved(base),
        List.copyOf(new SweRuns(gold).flaky().keySet()),
        accepted,
        tried,
        missingRunner(gold, base));
  }

  private static int resolved(List<SweResult> results) {
    return (int) results.stream().filter(result -> result.outcome().resolved()).count();
  }

  /**
   * The fault of an image without what runs the tests: every run says so, with the reference fix
   * and without. Null where any does not.
   */
  static String missingRunner(List<SweResult> gold, List<SweResult> base) {
    Set<Optional<String>> missing =
        Stream.concat(gold.stream(), base.stream())
            .map(SweResult::missingRunner)
            .collect(Collectors.toSet());
    return missing.size() != 1
        ? null
        : missing
            .iterator()
            .next()
            .map(name -> "the image has no '" + name + "', which the test command runs")
            .orElse(null);
  }
}
