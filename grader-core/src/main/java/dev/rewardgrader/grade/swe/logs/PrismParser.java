package dev.rewardgrader.grade.swe.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** PrismJS: the JSON reporter of mocha after each traced command. */
final class PrismParser {
  private static final String COMMAND = "./node_modules/.bin/mocha tests/run.js --reporter json";

  /** As lenient as Python's reader is: numbers that are none, and strings of any length. */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              new com.fasterxml.jackson.core.JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PrismParser() {}

  static void parse(String log, LogContext context, StatusMap out) {
    int command = log.indexOf(COMMAND);
    while (command >= 0) {
      int from = command + COMMAND.length();
      command = log.indexOf(COMMAND, from);
      JsonNode report = read(log.substring(from, command < 0 ? log.length() : command));
      titles(report, "failures", TestStatus.FAILED, out);
      titles(report, "passes", TestStatus.PASSED, out);
    }
  }

  private static JsonNode read(String run) {
    int open = run.indexOf('{');
    String body = run.substring(open + 1);
    int close = body.lastIndexOf('}');
    try {
      return JSON.readTree("{" + (close < 0 ? body : body.substring(0, close)) + "}");
    } catch (JsonProcessingException e) {
      throw new LogFaultException(
          LogFault.MALFORMED_JSON, "the reporter's JSON is broken: " + e.getOriginalMessage());
    }
  }

  private static void titles(JsonNode report, String field, TestStatus status, StatusMap out) {
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
      out.put(title.asText(), status);
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
}
