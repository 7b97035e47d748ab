package dev.rewardgrader.testsuites.sql.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BIRD's questions (a JSON array or lines with {@code db_id}, {@code SQL} and {@code question_id})
 * and its {@linkplain BirdPredictions predictions}.
 */
final class BirdFiles implements SqlFormat {

  @Override
  public String name() {
    return "bird";
  }

  @Override
  public String description() {
    return "BIRD's dev.json and predict_dev.json; --databases DIR, --predictions FILE";
  }

  @Override
  public List<Entry> read(SqlFiles files) throws IOException, InputException {
    List<JsonNode> rows = SqlFormats.rows(files.input());
    List<String> ids = ids(files, rows);
    BirdPredictions predictions =
        files.predictions() == null ? null : BirdPredictions.read(files.predictions(), ids);
    List<Entry> entries = new ArrayList<>();
    for (int place = 0; place < rows.size(); place++) {
      JsonNode row = rows.get(place);
      String at = at(files, place);
      if (!row.path("SQL").isTextual() || !row.path("db_id").isTextual()) {
        throw new InputException(at, "needs SQL and db_id");
      }
      String name = row.get("db_id").textValue();
      String database = SqlFormats.database(files, name, at).toString();
      ObjectNode task = SqlFormats.task("bird-" + ids.get(place), database, "bird_ex");
      task.putObject("gold").put("sql", row.get("SQL").textValue());
      task.putObject("options").put("extraction", "whole");
      entries.add(
          new Entry(
              at, task, predictions == null ? List.of() : List.of(predictions.of(place, name))));
    }
    return entries;
  }

  private static String at(SqlFiles files, int place) {
    return files.input() + ": $[" + place + "]";
  }

  /** The questions' ids, or their places where they have none. */
  private static List<String> ids(SqlFiles files, List<JsonNode> rows) throws InputException {
    Map<String, Integer> places = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (int place = 0; place < rows.size(); place++) {
      JsonNode id = rows.get(place).path("question_id");
      boolean none = id.isMissingNode() || id.isNull();
      if (!none && !id.isIntegralNumber() && !(id.isTextual() && !id.textValue().isBlank())) {
        throw new InputException(
            at(files, place) + ".question_id", "expected a number or a word, not " + id);
      }
      String word = none ? String.valueOf(place) : id.asText();
      Integer before = places.put(word, place);
      if (before != null) {
        throw new InputException(
            at(files, place) + ".question_id", word + " is the id of $[" + before + "], too");
      }
      ids.add(word);
    }
    return ids;
  }
}
