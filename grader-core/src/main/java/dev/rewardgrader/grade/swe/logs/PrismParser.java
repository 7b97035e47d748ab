package dev.rewardgrader.grade.swe.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
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

  /** As lenient as Python's reader is: numbers that are none, and strings of any length. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              new com.fasterxml.jackson.core.JsonFactoryBuilder()
                  .streamReadConstraints(new PyJsonLimits())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
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
      MochaReport report = read(log, from, command < 0 ? log.length() : command);
      parser.put(report.failures(), TestStatus.FAILED);
      parser.put(report.passes(), TestStatus.PASSED);
    }
  }

  private static MochaReport read(String log, int start, int end) {
    int open = log.indexOf('{', start, end);
    int body = open < 0 ? start : open + 1;
    int close = Lines.lastIndexOf(log, body, end, "}");
    String text =
        open >= 0 && close >= 0
            ? log.substring(open, close + 1)
            : "{" + log.substring(body, close < 0 ? end : close) + "}";
    int infinity = text.indexOf('I');
    if (infinity >= 0
        && (text.indexOf("INF", infinity) >= 0 || text.indexOf("+Infinity", infinity - 1) >= 0)) {
      refuseForeignInfinities(text);
    }
    try (JsonParser json = JSON.createParser(text)) {
      return MochaReport.read(json);
    } catch (JsonProcessingException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LogFaultException broken(JsonProcessingException e) {
    return new LogFaultException(
        LogFault.MALFORMED_JSON, "the reporter's JSON is broken: " + e.getOriginalMessage());
  }

  /** Jackson knows more spellings of the infinities than Python does. */
  private static void refuseForeignInfinities(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String word = token == JsonToken.VALUE_NUMBER_FLOAT ? parser.getText() : "";
        if (word.endsWith("INF") || word.equals("+Infinity")) {
          throw new LogFaultException(
              LogFault.MALFORMED_JSON, "the reporter's JSON has the word " + word);
        }
      }
    } catch (JsonProcessingException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(MochaReport.Titles titles, TestStatus status) {
    for (Object title : titles.get()) {
      out.put(title instanceof JsonNode key ? keyText(key) : (String) title, status);
    }
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
