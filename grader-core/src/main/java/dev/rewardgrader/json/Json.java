package dev.rewardgrader.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The one JSON mapper of the project: numbers stay exact, duplicate keys are errors. */
public final class Json {

  /** Deeper input is refused instead of exhausting the stack. */
  private static final int MAX_DEPTH = 1000;

  /**
   * The longest single string, in characters: a completion or a test's input of this size is a
   * mistake.
   */
  private static final int MAX_STRING = 256 << 20;

  public static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // Threads are virtual and live for one request: buffers must not be theirs.
                  .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .maxNumberLength(100_000)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private Json() {}

  /**
   * Parses one JSON value of bytes in UTF-8.
   *
   * @throws InputException when it is not JSON or not UTF-8
   */
  public static JsonNode parse(byte[] bytes) throws InputException {
    return parse(text(bytes));
  }

  /**
   * The text of bytes in UTF-8.
   *
   * @throws InputException when they are not UTF-8
   */
  public static String text(byte[] bytes) throws InputException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InputException("$", "not UTF-8: " + e.getMessage());
    }
  }

  /**
   * Parses one JSON value.
   *
   * @throws InputException when it is not JSON; the message tells the column
   */
  public static JsonNode parse(String text) throws InputException {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isMissingNode()) {
        throw new InputException("$", "empty where a JSON value was expected");
      }
      return node;
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? -1 : e.getLocation().getColumnNr();
      String place = column > 0 ? "column " + column + ": " : "";
      throw new InputException(
          "$",
          "not JSON: "
              + place
              + e.getOriginalMessage()
                  .replaceFirst("(?s)(: enable `JsonReadFeature| \\(start marker at \\[).*", ""));
    }
  }
}
