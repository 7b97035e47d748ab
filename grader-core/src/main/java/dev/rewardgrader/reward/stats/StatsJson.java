package dev.rewardgrader.reward.stats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;

/** Statistics as JSON. */
public final class StatsJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StatsJson() {}

  /** {@code {"summary": {…}, "groups": […]}}. */
  public static ObjectNode of(RewardStats stats, List<Integer> ks) {
    ObjectNode json = NODES.objectNode();
    ObjectNode summary = json.putObject("summary");
    summary.put("prompts", stats.groups().size());
    summary.put("samples", stats.groups().stream().mapToInt(GroupStats::samples).sum());
    summary.put("faults", stats.groups().stream().mapToInt(GroupStats::faults).sum());
    summary.put("zero_variance", stats.zeroVariance());
    ObjectNode passAt = summary.putObject("pass_at");
    for (int k : ks) {
      put(passAt, Integer.toString(k), stats.passAt(k));
    }
    ObjectNode bands = summary.putObject("bands");
    stats.bands().forEach((band, count) -> bands.put(band.word(), count));
    stats
        .batchRates()
        .ifPresent(
            rates ->
                summary
                    .putObject("swe")
                    .put("attempts", rates.attempts())
                    .put("completion_rate", rates.completion())
                    .put("modification_rate", rates.modification())
                    .put("resolution_rate", rates.resolution()));
    ObjectNode verdicts = summary.putObject("verdicts");
    stats.verdicts().forEach(verdicts::put);
    stats.groups().forEach(g -> json.withArray("groups").add(of(g, ks)));
    return json;
  }

  /** One prompt. */
  public static ObjectNode of(GroupStats group, List<Integer> ks) {
    ObjectNode json = NODES.objectNode();
    json.put("group", group.group());
    json.put("samples", group.samples());
    json.put("faults", group.faults());
    json.put("n_valid", group.valid());
    json.put("passed", group.passed());
    put(json, "pass_rate", present(group.passRate()));
    put(json, "mean_reward", present(group.meanReward()));
    json.put("distinct", group.distinct());
    json.put("band", group.band().word());
    json.put("zero_variance", group.zeroVariance());
    ObjectNode passAt = json.putObject("pass_at");
    for (int k : ks) {
      put(passAt, Integer.toString(k), group.passAt(k));
    }
    ObjectNode verdicts = json.putObject("verdicts");
    group.verdicts().forEach(verdicts::put);
    return json;
  }

  private static OptionalDouble present(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static void put(ObjectNode json, String field, OptionalDouble value) {
    if (value.isPresent()) {
      json.put(field, value.getAsDouble());
    } else {
      json.putNull(field);
    }
  }
}
