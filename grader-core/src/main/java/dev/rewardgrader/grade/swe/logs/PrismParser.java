package dev.rewardgrader.grade.swe.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rewardgrader.python.PyFloat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** PrismJS: the JSON reporter of mocha after each traced command. */
final class PrismParser {
  private static final String COMMAND = "./node_modules/.bin/mocha tests/run.js --reporter json";

  /** Of an integer; Python reads no longer ones either. */
  private static final int MOST_DIGITS = 4300;

  /** As lenient as Python's reader is: numbers that are none, and strings of any length. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              new com.fasterxml.jackson.core.JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxNumberLength(MOST_DIGITS)
                          .build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final StatusMap out;

  /** By its value: the text of the first title that is a number. Equal ones are one key. */
  private final Map<BigDecimal, String> numbers = new HashMap<>();

  private PrismParser(StatusMap out) {
    this.out = out;
  }

  static void parse(String log, LogContext context, StatusMap out) {
    PrismParser parser = new PrismParser(out);
    int command = log.indexOf(COMMAND);
    while (command >= 0) {
      int from = command + COMMAND.length();
      command = log.indexOf(COMMAND, from);
      JsonNode report = read(log.substring(from, command < 0 ? log.length() : command));
      parser.titles(report, "failures", TestStatus.FAILED);
      parser.titles(report, "passes", TestStatus.PASSED);
    }
  }

  private static JsonNode read(String run) {
    int open = run.indexOf('{');
    String body = run.substring(open + 1);
    int close = body.lastIndexOf('}');
    String text = "{" + (close < 0 ? body : body.substring(0, close)) + "}";
    try {
      if (text.contains("INF") || text.contains("+Infinity")) {
        refuseForeignInfinities(text);
      }
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new LogFaultException(
          LogFault.MALFORMED_JSON, "the reporter's JSON is broken: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jackson knows more spellings of the infinities than Python does. */
  private static void refuseForeignInfinities(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String word = token == JsonToken.VALUE_NUMBER_FLOAT ? parser.getText() : "";
        if (word.endsWith("INF") || word.equals("+Infinity")) {
          throw new LogFaultException(
              LogFault.MALFORMED_JSON, "the reporter's JSON has the word " + word);
        }
      }
    }
  }

  private void titles(JsonNode report, String field, TestStatus status) {
    JsonNode tests = field(report, field);
    if (!tests.isArray() && !(tests.isContainerNode() || tests.isTextual())) {
      throw new LogFaultException(LogFault.WRONG_TYPE, "'" + field + "' is no list");
    }
    if (!tests.isArray() && !(tests.isTextual() ? tests.textValue().isEmpty() : tests.isEmpty())) {
      throw new LogFaultException(LogFault.WRONG_TYPE, "'" + field + "' is no list of tests");
    }
    for (JsonNode test : tests) {
      if (!test.isObject()) {
        throw new LogFaultException(LogFault.WRONG_TYPE, "an entry of '" + field + "' is no test");
      }
      JsonNode title = field(test, "fullTitle");
      if (title.isContainerNode()) {
        throw new LogFaultException(LogFault.WRONG_TYPE, "a 'fullTitle' is no text");
      }
      out.put(title.isTextual() ? title.textValue() : keyText(title), status);
    }
  }

  private static JsonNode field(JsonNode object, String name) {
    JsonNode value = object.get(name);
    if (value == null) {
      throw new LogFaultException(
          LogFault.MISSING_FIELD, "the reporter's JSON has no '" + name + "'");
    }
    return value;
  }

  /** As Python writes a number, a truth value or nothing that is the key of an object. */
  private String keyText(JsonNode key) {
    if (key.isDouble()) {
      double value = key.doubleValue();
      return Double.isFinite(value)
          ? numbers.computeIfAbsent(exact(new BigDecimal(value)), v -> PyFloat.repr(value))
          : Double.toString(value);
    }
    if (key.isBoolean()) {
      BigDecimal value = key.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
      return numbers.computeIfAbsent(exact(value), v -> key.asText());
    }
    return key.isNumber()
        ? numbers.computeIfAbsent(exact(key.decimalValue()), v -> key.asText())
        : key.asText();
  }

  private static BigDecimal exact(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }
}
