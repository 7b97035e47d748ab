package dev.rewardgrader.grade.code.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.rewardgrader.json.Json;
import java.io.IOException;

/** Results as JSON: standard JSON, and {@code NaN}, {@code Infinity} and {@code -Infinity}. */
final class JsonValues {
  private static final ObjectReader READER =
      Json.MAPPER.reader().with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

  private JsonValues() {}

  /**
   * @return the value, or null when the bytes are not one JSON value
   */
  static JsonNode read(byte[] bytes) {
    try {
      JsonNode node = READER.readTree(bytes);
      return node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  static String shown(JsonNode node) {
    return Outputs.quote(node.toString());
  }

  /** Where a difference is: a path into the result, and both values there. */
  static CheckResult wrong(String path, JsonNode actual, JsonNode expected) {
    return CheckResult.wrong("result" + path + ": got " + shown(actual), shown(expected));
  }
}
