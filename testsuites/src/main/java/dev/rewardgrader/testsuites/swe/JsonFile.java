package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.LineSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with a JSON document, or with one on each line; either may be compressed. The name tells
 * which, as in the public harness.
 */
final class JsonFile {
  private final Path file;

  JsonFile(Path file) {
    this.file = file;
  }

  /** One value and its place in messages. */
  record Line(JsonNode value, String place) {}

  boolean isDocument() {
    return named(".json");
  }

  boolean isLines() {
    return named(".jsonl");
  }

  private boolean named(String ending) {
    return file.getFileName().toString().replaceFirst("\\.(gz|zst)$", "").endsWith(ending);
  }

  /**
   * The one document.
   *
   * @throws InputException if it is none; the path is the file
   */
  JsonNode document() throws IOException, InputException {
    StringBuilder text = new StringBuilder();
    try (LineSource lines = LineSource.open(file.toString())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        text.append(line).append('\n');
      }
    }
    return parsed(text.toString(), file.toString());
  }

  /**
   * The values of all lines that are not blank.
   *
   * @throws InputException if one is no JSON; the path is its place
   */
  List<Line> lines() throws IOException, InputException {
    List<Line> values = new ArrayList<>();
    try (LineSource lines = LineSource.open(file.toString())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String place = file + ":" + lines.line();
        values.add(new Line(parsed(line, place), place));
      }
    }
    return values;
  }

  private static JsonNode parsed(String text, String place) throws InputException {
    try {
      return Json.parse(text);
    } catch (InputException e) {
      throw new InputException(place, e.problem());
    }
  }
}
