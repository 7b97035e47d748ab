package dev.rewardgrader.testsuites.sql.formats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * BIRD's predictions: an object from questions to {@code SQL<TAB>----- bird -----<TAB>db_id}.
 * BIRD's scripts number the questions by place, those of others name them by id. Which of both it
 * is holds for the whole file, so that no prediction is measured by another question's gold.
 */
final class BirdPredictions {
  private static final String MARK = "\t----- bird -----\t";
  private static final int NAMED = 5;

  private final Path file;
  private final JsonNode byKey;
  private final List<String> keys;

  private BirdPredictions(Path file, JsonNode byKey, List<String> keys) {
    this.file = file;
    this.byKey = byKey;
    this.keys = keys;
  }

  /**
   * @param ids of the questions, in their order
   * @throws InputException naming the questions without a prediction, and the predictions without a
   *     question
   */
  static BirdPredictions read(Path file, List<String> ids) throws IOException, InputException {
    String text = SqlFormats.text(file);
    JsonNode predictions;
    try {
      predictions = Json.parse(text);
    } catch (InputException e) {
      throw new InputException(file + ": " + e.path(), e.problem());
    }
    if (!predictions.isObject()) {
      throw new InputException(file + ": $", "expected an object from questions to predictions");
    }
    Set<String> given = new LinkedHashSet<>();
    predictions.fieldNames().forEachRemaining(given::add);
    List<String> places = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      places.add(String.valueOf(i));
    }
    List<String> keys = unlike(given, ids) < unlike(given, places) ? ids : places;
    String scheme = keys == ids ? "id" : "place";
    List<String> missing = keys.stream().filter(key -> !given.contains(key)).toList();
    given.removeAll(Set.copyOf(keys));
    if (!missing.isEmpty()) {
      throw new InputException(
          file + ": " + paths(missing),
          "missing; the questions are numbered by "
              + scheme
              + " here, and there is no prediction for question "
              + ids.get(keys.indexOf(missing.getFirst())));
    }
    if (!given.isEmpty()) {
      throw new InputException(
          file + ": " + paths(List.copyOf(given)), "no question has this " + scheme);
    }
    return new BirdPredictions(file, predictions, keys);
  }

  /** How many keys are in one of both and not in the other. */
  private static long unlike(Set<String> given, List<String> keys) {
    long shared = keys.stream().filter(given::contains).count();
    return given.size() + keys.size() - 2 * shared;
  }

  private static String paths(List<String> keys) {
    List<String> named =
        new ArrayList<>(keys.stream().limit(NAMED).map(BirdPredictions::path).toList());
    if (keys.size() > NAMED) {
      named.add("and " + (keys.size() - NAMED) + " more");
    }
    return String.join(", ", named);
  }

  private static String path(String key) {
    return "$[\"" + key + "\"]";
  }

  /**
   * The query for a question. What is no text is an empty answer, as in BIRD's scripts.
   *
   * @param place of the question, from 0
   * @throws InputException where the prediction is for another database
   */
  String of(int place, String database) throws InputException {
    JsonNode prediction = byKey.get(keys.get(place));
    if (!prediction.isTextual()) {
      return "";
    }
    String[] parts = prediction.textValue().split(MARK, -1);
    if (parts.length != 2) {
      return prediction.textValue().strip();
    }
    if (!parts[1].strip().equals(database)) {
      throw new InputException(
          file + ": " + path(keys.get(place)),
          "is for the database "
              + parts[1].strip()
              + ", and the question is on "
              + database
              + ": do the predictions belong to these questions?");
    }
    return parts[0];
  }
}
