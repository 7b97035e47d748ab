package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.swe.Prediction;
import dev.rewardgrader.grade.swe.SweRow;
import dev.rewardgrader.json.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Predictions files of SWE-bench: a {@code .json} list or object of them, or {@code .jsonl}. */
public final class SwePredictions {
  private SwePredictions() {}

  /**
   * Predictions by instance id, in the order of the file; the last one of an instance counts.
   *
   * @param told hears of predictions that do not count
   * @throws InputException if the file has another shape; the message tells where
   */
  public static Map<String, Prediction> read(Path file, Consumer<String> told)
      throws IOException, InputException {
    JsonFile json = new JsonFile(file);
    List<JsonFile.Line> entries = new ArrayList<>();
    if (json.isLines()) {
      entries.addAll(json.lines());
    } else if (json.isDocument()) {
      JsonNode document = json.document();
      if (!document.isContainerNode()) {
        throw new InputException(
            file.toString(), "predictions are a list, or an object with one for each instance");
      }
      for (JsonNode entry : document) {
        entries.add(
            new JsonFile.Line(entry, "%s, prediction %d".formatted(file, entries.size() + 1)));
      }
    } else {
      throw new InputException(file.toString(), "predictions are a .json or .jsonl file");
    }
    Map<String, Prediction> predictions = new LinkedHashMap<>();
    int repeated = 0;
    for (JsonFile.Line entry : entries) {
      String place = entry.place();
      Prediction prediction = prediction(entry.value(), place);
      if (!Prediction.isFolderName(prediction.modelFolder())) {
        throw new InputException(
            place, "model_name_or_path '" + prediction.model() + "' cannot be a folder's name");
      }
      if (predictions.put(prediction.instanceId(), prediction) != null) {
        repeated++;
      }
    }
    if (repeated > 0) {
      told.accept(
          "%s: of several predictions for one instance the last one counts; %d do not count"
              .formatted(file, repeated));
    }
    return predictions;
  }

  /**
   * The reference fix of every row that has one, as the name {@code gold} asks for in place of a
   * file. Of a row that could not be read nobody knows.
   */
  public static Map<String, Prediction> gold(List<JsonNode> rows) {
    Map<String, Prediction> predictions = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      String id = row.path("instance_id").asText();
      if (!row.path("patch").isTextual() && !row.has(SweRow.UNREADABLE)) {
        continue;
      }
      boolean known = !row.has(SweRow.UNREADABLE);
      predictions.put(id, new Prediction(id, "gold", row.path("patch").textValue(), known));
    }
    return predictions;
  }

  private static Prediction prediction(JsonNode entry, String place) throws InputException {
    if (MultiSweRows.is(entry)) {
      JsonNode fix = entry.path("fix_patch");
      if (!fix.isTextual() && !fix.isNull() && !fix.isMissingNode()) {
        throw new InputException(place, "fix_patch must be a text or null");
      }
      return new Prediction(
          MultiSweRows.id(entry, place),
          entry.path("model_name_or_path").asText("None"),
          fix.textValue());
    }
    if (!entry.path("instance_id").isTextual()) {
      throw new InputException(place, "a prediction is an object with an instance_id");
    }
    JsonNode patch = entry.path("model_patch");
    if (!patch.isTextual() && !patch.isNull() && !patch.isMissingNode()) {
      throw new InputException(place, "model_patch must be a text or null");
    }
    return new Prediction(
        entry.get("instance_id").textValue(),
        entry.path("model_name_or_path").asText("None"),
        patch.textValue());
  }
}
