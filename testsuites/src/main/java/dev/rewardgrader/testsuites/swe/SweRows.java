package dev.rewardgrader.testsuites.swe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** Fields of SWE-bench rows that come in more than one shape. */
final class SweRows {
  private static final JsonMapper JSON = new JsonMapper();

  private SweRows() {}

  /**
   * A list of test names, given as a list or as a text that holds one in JSON.
   *
   * @throws IllegalArgumentException for any other shape
   */
  static List<String> testNames(JsonNode row, String field) {
    JsonNode value = row.path(field);
    if (value.isTextual()) {
      try {
        value = JSON.readTree(value.textValue());
      } catch (JsonProcessingException e) {
        throw wrongShape(field, value);
      }
    }
    if (!value.isArray()) {
      throw wrongShape(field, value);
    }
    List<String> names = new ArrayList<>();
    for (JsonNode name : value) {
      if (!name.isTextual()) {
        throw wrongShape(field, name);
      }
      names.add(name.textValue());
    }
    return names;
  }

  private static IllegalArgumentException wrongShape(String field, JsonNode value) {
    return new IllegalArgumentException(
        field
            + " must be a list of test names, or a text with such a list in JSON; it is "
            + (value.isMissingNode() ? "missing" : "a " + value.getNodeType()));
  }
}
