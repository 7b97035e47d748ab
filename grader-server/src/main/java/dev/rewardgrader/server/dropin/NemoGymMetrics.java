package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Statistics over verify responses, by task and over all, in the names of NeMo Gym's {@code
 * RewardProfiler}: {@code mean/reward} and so on. Masked samples do not count.
 */
final class NemoGymMetrics {
  private NemoGymMetrics() {}

  static ObjectNode of(JsonNode responses) {
    Map<Long, List<Double>> byTask = new TreeMap<>();
    List<Double> all = new ArrayList<>();
    for (JsonNode response : responses) {
      if (!response.path("mask_sample").asBoolean(false) && response.path("reward").isNumber()) {
        double reward = response.path("reward").doubleValue();
        all.add(reward);
        byTask
            .computeIfAbsent(response.path("_ng_task_index").asLong(0), _ -> new ArrayList<>())
            .add(reward);
      }
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode groups = json.putArray("group_level_metrics");
    byTask.forEach(
        (task, rewards) -> {
          ObjectNode group = groups.addObject();
          group.put("_ng_task_index", task);
          statistics(group, rewards);
        });
    ObjectNode overall = json.putObject("agent_metrics");
    ObjectNode key = json.putObject("key_metrics");
    if (!all.isEmpty()) {
      statistics(overall, all);
      key.set("mean/reward", overall.get("mean/reward"));
    }
    return json;
  }

  private static void statistics(ObjectNode json, List<Double> rewards) {
    double[] sorted = rewards.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    double mean = rewards.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = 0;
    for (double value : sorted) {
      squares += (value - mean) * (value - mean);
    }
    json.put("mean/reward", mean);
    json.put("max/reward", sorted[n - 1]);
    json.put("min/reward", sorted[0]);
    json.put("median/reward", (sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    json.put("std/reward", n < 2 ? 0 : Math.sqrt(squares / (n - 1)));
  }
}
