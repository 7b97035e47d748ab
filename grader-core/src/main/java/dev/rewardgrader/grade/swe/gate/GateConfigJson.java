package dev.rewardgrader.grade.swe.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Suggest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A gate's numbers as JSON. Whatever is not given has its documented default.
 *
 * <pre>
 * {"outcomes": {"tests_failed": 0.3}, "critics": {"format": 0.02}, "threshold": 0.2, "comparison": ">",
 *  "length_penalty": {"free": 30, "most": 100},
 *  "channels": [{"source": "outcome", "priority": 0, "threshold": 0.2},
 *               {"source": "f2p", "weight": 0.5, "priority": 1, "threshold": 0.1, "comparison": ">"},
 *               {"source": "turns", "priority": 2}]}
 * </pre>
 */
public final class GateConfigJson {
  private static final List<String> FIELDS =
      List.of("outcomes", "critics", "threshold", "comparison", "length_penalty", "channels");
  private static final List<String> CHANNEL =
      List.of("source", "weight", "priority", "threshold", "comparison");

  private GateConfigJson() {}

  /**
   * Reads a configuration.
   *
   * @param path of it in its document, for messages
   * @throws InputException if a field is unknown or has another shape
   */
  public static GateConfig read(JsonNode json, String path) throws InputException {
    GateConfig defaults = GateConfig.defaults();
    if (json == null || json.isMissingNode() || json.isNull()) {
      return defaults;
    }
    known(json, FIELDS, path);
    Map<Outcome, Double> outcomes = new EnumMap<>(defaults.outcomes());
    for (Map.Entry<String, JsonNode> entry : json.path("outcomes").properties()) {
      String at = path + ".outcomes." + entry.getKey();
      outcomes.put(word(Outcome.class, entry.getKey(), at), number(entry.getValue(), at));
    }
    Map<Critic, Double> critics = new EnumMap<>(defaults.critics());
    for (Map.Entry<String, JsonNode> entry : json.path("critics").properties()) {
      String at = path + ".critics." + entry.getKey();
      critics.put(word(Critic.class, entry.getKey(), at), number(entry.getValue(), at));
    }
    double threshold =
        json.has("threshold")
            ? number(json.get("threshold"), path + ".threshold")
            : defaults.threshold();
    return new GateConfig(
        outcomes,
        critics,
        threshold,
        comparison(json, defaults.comparison(), path),
        penalty(json.path("length_penalty"), path + ".length_penalty"),
        channels(json.path("channels"), path + ".channels"));
  }

  private static LengthPenalty penalty(JsonNode json, String path) throws InputException {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    known(json, List.of("free", "most"), path);
    try {
      return new LengthPenalty(json.path("free").asInt(-1), json.path("most").asInt(-1));
    } catch (IllegalArgumentException e) {
      throw new InputException(path, e.getMessage());
    }
  }

  private static List<GateConfig.Source> channels(JsonNode json, String path)
      throws InputException {
    List<GateConfig.Source> channels = new ArrayList<>();
    for (JsonNode channel : json) {
      String at = path + "[" + channels.size() + "]";
      known(channel, CHANNEL, at);
      if (!channel.path("source").isTextual()) {
        throw new InputException(at + ".source", "a channel needs the name of its source");
      }
      channels.add(
          new GateConfig.Source(
              channel.get("source").textValue(),
              channel.has("weight") ? number(channel.get("weight"), at + ".weight") : 1,
              channel.path("priority").asInt(channels.size()),
              channel.has("threshold")
                  ? number(channel.get("threshold"), at + ".threshold")
                  : Double.NEGATIVE_INFINITY,
              comparison(channel, Channel.Comparison.AT_LEAST, at)));
    }
    return channels;
  }

  private static Channel.Comparison comparison(
      JsonNode json, Channel.Comparison otherwise, String path) throws InputException {
    if (!json.has("comparison")) {
      return otherwise;
    }
    try {
      return Channel.Comparison.of(json.get("comparison").asText());
    } catch (IllegalArgumentException e) {
      throw new InputException(path + ".comparison", e.getMessage());
    }
  }

  private static double number(JsonNode json, String path) throws InputException {
    if (!json.isNumber() || !Double.isFinite(json.doubleValue())) {
      throw new InputException(path, "must be a number");
    }
    return json.doubleValue();
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word, String path)
      throws InputException {
    List<String> words = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      String own = value.name().toLowerCase(Locale.ROOT);
      words.add(own);
      if (own.equals(word)) {
        return value;
      }
    }
    throw new InputException(path, "is unknown" + Suggest.hint(word, words));
  }

  private static void known(JsonNode json, List<String> fields, String path) throws InputException {
    if (!json.isObject()) {
      throw new InputException(path, "must be an object");
    }
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!fields.contains(field.getKey())) {
        throw new InputException(
            path + "." + field.getKey(), "is unknown" + Suggest.hint(field.getKey(), fields));
      }
    }
  }
}
