package dev.rewardgrader.grade.swe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several evaluations of one patch. The first one counts; the others only tell how far it can be
 * relied on. Nothing is ever run again until it passes.
 */
public record SweRuns(List<SweResult> results) {
  public SweRuns {
    results = List.copyOf(results);
    if (results.isEmpty()) {
      throw new IllegalArgumentException("there must be a run");
    }
  }

  public SweResult first() {
    return results.getFirst();
  }

  /** Expected tests that did what they should in some runs and not in others, with how many did. */
  public Map<String, Integer> flaky() {
    Map<String, Integer> successes = new LinkedHashMap<>();
    for (SweResult result : results) {
      if (result.tests() != null) {
        for (TestLists.Outcome list :
            List.of(result.tests().failToPass(), result.tests().passToPass())) {
          list.success().forEach(id -> successes.merge(id, 1, Integer::sum));
          list.failure().forEach(id -> successes.merge(id, 0, Integer::sum));
        }
      }
    }
    successes.values().removeIf(count -> count == 0 || count == results.size());
    return successes;
  }

  /** Whether all runs came to the same end. */
  public boolean agree() {
    return results.stream().map(SweResult::outcome).distinct().count() == 1;
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("count", results.size());
    json.put("agree", agree());
    ArrayNode outcomes = json.putArray("outcomes");
    results.forEach(result -> outcomes.add(result.outcome().word()));
    ObjectNode flaky = json.putObject("flaky");
    flaky().forEach(flaky::put);
    return json;
  }
}
