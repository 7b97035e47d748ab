package dev.rewardgrader.testsuites.sql.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * BIRD's questions (a JSON array or lines with {@code db_id}, {@code SQL} and {@code question_id})
 * and its predictions: an object from a question's place or id to {@code SQL<TAB>----- bird
 * -----<TAB>db_id}.
 */
final class BirdFiles implements SqlFormat {
  private static final String MARK = "\t----- bird -----\t";

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
    JsonNode predictions = files.predictions() == null ? null : parse(files.predictions());
    Set<String> unused = new LinkedHashSet<>();
    if (predictions != null) {
      predictions.fieldNames().forEachRemaining(unused::add);
    }
    List<Entry> entries = new ArrayList<>();
    int place = 0;
    for (JsonNode row : SqlFormats.rows(files.input())) {
      if (!row.path("SQL").isTextual() || !row.path("db_id").isTextual()) {
        throw new InputException(files.input() + "[" + place + "]", "needs SQL and db_id");
      }
      Path database = SqlFormats.database(files, row.get("db_id").textValue());
      String id = row.path("question_id").asText(String.valueOf(place));
      ObjectNode task = SqlFormats.task("bird-" + id, database.toString(), "bird_ex");
      task.putObject("gold").put("sql", row.get("SQL").textValue());
      task.putObject("options").put("extraction", "whole");
      entries.add(new Entry(task, prediction(files, predictions, String.valueOf(place), id)));
      unused.remove(String.valueOf(place));
      unused.remove(id);
      place++;
    }
    if (!unused.isEmpty()) {
      throw new InputException(
          files.predictions().toString(),
          "no question has the place or id " + String.join(", ", unused));
    }
    return entries;
  }

  private static JsonNode parse(Path file) throws IOException, InputException {
    try {
      return Json.parse(Files.readString(file));
    } catch (InputException e) {
      throw new InputException(file + ": " + e.path(), e.problem());
    }
  }

  /** BIRD's own scripts number predictions by place; those of others go by the question's id. */
  private static List<String> prediction(
      SqlFiles files, JsonNode predictions, String place, String id) throws InputException {
    if (predictions == null) {
      return List.of();
    }
    JsonNode found = predictions.has(place) ? predictions.get(place) : predictions.get(id);
    if (found == null || !found.isTextual()) {
      throw new InputException(
          files.predictions().toString(), "no prediction for question " + id + " (" + place + ")");
    }
    return List.of(found.textValue().split(MARK, 2)[0]);
  }
}
