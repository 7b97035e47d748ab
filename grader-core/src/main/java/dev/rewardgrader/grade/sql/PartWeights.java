package dev.rewardgrader.grade.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.StrictObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each part of a composed reward counts ({@code weights}), for {@code reasoning_sql} and
 * {@code think2sql}. The papers' own weights could not be checked, so they are configuration.
 *
 * @param byPart the name of a part, as it stands in the record, and its weight: finite, not below
 *     zero, and not all zero; a part that is left out counts nothing
 */
record PartWeights(Map<String, Double> byPart) {
  private static final Map<String, Double> REASONING = new LinkedHashMap<>();
  private static final Map<String, Double> THINK = new LinkedHashMap<>();

  static {
    REASONING.put("bird_ex", 3.0);
    REASONING.put("schema_linking", 1.0);
    REASONING.put("n_gram", 1.0);
    REASONING.put("syntax", 1.0);
    REASONING.put("format", 0.0);
    THINK.put("cell_precision", 1.0);
    THINK.put("cell_recall", 1.0);
    THINK.put("cardinality", 1.0);
    THINK.put("bird_ex", 0.0);
    THINK.put("format", 0.0);
  }

  /**
   * The weights of a task's options, or the metric's own.
   *
   * @throws InputException naming the option and what it may hold
   */
  static PartWeights read(StrictObject options, SqlMetric metric) throws InputException {
    Map<String, Double> standard = standard(metric);
    StrictObject given = options.object("weights");
    if (given == null) {
      return new PartWeights(standard);
    }
    if (standard.isEmpty()) {
      throw new InputException(
          given.path(), "only reasoning_sql and think2sql have weights, not " + metric.word());
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    double sum = 0;
    for (Map.Entry<String, JsonNode> entry : given.rest().entrySet()) {
      String part = entry.getKey();
      if (!standard.containsKey(part)) {
        throw new InputException(
            given.path(part),
            "no such part of "
                + metric.word()
                + "; its parts are "
                + String.join(", ", standard.keySet()));
      }
      double weight = entry.getValue().isNumber() ? entry.getValue().asDouble() : Double.NaN;
      if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
        throw new InputException(
            given.path(part), entry.getValue() + " is no weight; give a number from 0 on");
      }
      weights.put(part, weight);
      sum += weight;
    }
    if (!(sum > 0 && sum <= Double.MAX_VALUE)) {
      throw new InputException(given.path(), "give at least one part a weight above 0");
    }
    return new PartWeights(weights);
  }

  private static Map<String, Double> standard(SqlMetric metric) {
    return switch (metric) {
      case REASONING_SQL -> REASONING;
      case THINK2SQL -> THINK;
      default -> Map.of();
    };
  }

  /**
   * The weighted mean of the parts, in [0,1].
   *
   * @param parts each in [0,1], by name
   */
  double mean(Map<String, Double> parts) {
    double sum = 0;
    double weights = 0;
    for (Map.Entry<String, Double> entry : byPart.entrySet()) {
      sum += entry.getValue() * parts.get(entry.getKey());
      weights += entry.getValue();
    }
    return sum / weights;
  }
}
