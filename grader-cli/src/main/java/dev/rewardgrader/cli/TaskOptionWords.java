package dev.rewardgrader.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.util.List;

/** Options of a task as words on the command line: {@code NAME=VALUE}, or a whole JSON object. */
final class TaskOptionWords {
  private TaskOptionWords() {}

  /**
   * The options object, null where no word is given.
   *
   * @param words each {@code NAME=VALUE}, the value in JSON or else plain text, or {@code {…}}
   * @throws InputException for a word of another form, and for a name given twice
   */
  static JsonNode parse(List<String> words) throws InputException {
    if (words == null || words.isEmpty()) {
      return null;
    }
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    for (String word : words) {
      if (word.stripLeading().startsWith("{")) {
        JsonNode object = Json.parse(word);
        for (var field : object.properties()) {
          put(options, field.getKey(), field.getValue());
        }
        continue;
      }
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new InputException(word, "expected NAME=VALUE or a JSON object");
      }
      put(options, word.substring(0, equals).strip(), value(word.substring(equals + 1)));
    }
    return options;
  }

  private static void put(ObjectNode options, String name, JsonNode value) throws InputException {
    if (options.has(name)) {
      throw new InputException(name, "given twice");
    }
    options.set(name, value);
  }

  private static JsonNode value(String text) {
    try {
      return Json.parse(text);
    } catch (InputException _) {
      return TextNode.valueOf(text);
    }
  }
}
