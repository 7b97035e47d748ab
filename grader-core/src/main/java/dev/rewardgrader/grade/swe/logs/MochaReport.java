package dev.rewardgrader.grade.swe.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The titles of the tests in a report of mocha's JSON reporter. A field that comes again counts the
 * last time; all of the report is read, so that what is wrong in it is found only if it is JSON.
 */
final class MochaReport {
  private Titles failures = new Titles("failures");
  private Titles passes = new Titles("passes");

  private MochaReport() {}

  /** The titles of one list: strings, or other values that are no containers. */
  static final class Titles {
    private final String field;
    private final List<Object> titles = new ArrayList<>();

    /** What is wrong first; at the beginning that there is no list. */
    private LogFaultException fault;

    private Titles(String field) {
      this.field = field;
      fault = missing(field);
    }

    /** As strings or nodes, or throws what is wrong. */
    List<Object> get() {
      if (fault != null) {
        throw fault;
      }
      return titles;
    }

    private void fail(LogFaultException found) {
      fault = fault == null ? found : fault;
    }

    private static LogFaultException missing(String field) {
      return new LogFaultException(
          LogFault.MISSING_FIELD, "the reporter's JSON has no '" + field + "'");
    }

    private static Titles of(String field, JsonParser json) throws IOException {
      Titles titles = new Titles(field);
      titles.fault = null;
      titles.read(json);
      return titles;
    }

    private void read(JsonParser json) throws IOException {
      switch (json.currentToken()) {
        case START_ARRAY -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            test(json);
          }
        }
        case START_OBJECT -> {
          if (json.nextToken() != JsonToken.END_OBJECT) {
            fail(wrong("'" + field + "' is no list of tests"));
            skipFields(json);
          }
        }
        case VALUE_STRING -> {
          if (json.getTextLength() > 0) {
            fail(wrong("'" + field + "' is no list of tests"));
          }
        }
        default -> fail(wrong("'" + field + "' is no list"));
      }
    }

    private void test(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        fail(wrong("an entry of '" + field + "' is no test"));
        json.skipChildren();
        return;
      }
      Object title = null;
      boolean container = false;
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (name.equals("fullTitle")) {
          container = value.isStructStart();
          title = value == JsonToken.VALUE_STRING || container ? json.getText() : node(json);
        }
        json.skipChildren();
      }
      if (title == null) {
        fail(missing("fullTitle"));
      } else if (container) {
        fail(wrong("a 'fullTitle' is no text"));
      } else {
        titles.add(title);
      }
    }

    private static JsonNode node(JsonParser json) throws IOException {
      return json.readValueAsTree();
    }

    private static LogFaultException wrong(String message) {
      return new LogFaultException(LogFault.WRONG_TYPE, message);
    }
  }

  /** Reads a JSON object; nothing may follow it. */
  static MochaReport read(JsonParser json) throws IOException {
    MochaReport report = new MochaReport();
    json.nextToken();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "failures" -> report.failures = Titles.of(name, json);
        case "passes" -> report.passes = Titles.of(name, json);
        default -> json.skipChildren();
      }
    }
    if (json.nextToken() != null) {
      throw new LogFaultException(
          LogFault.MALFORMED_JSON, "the reporter's JSON is broken: something follows its end");
    }
    return report;
  }

  private static void skipFields(JsonParser json) throws IOException {
    for (boolean more = true; more; more = json.nextFieldName() != null) {
      json.nextToken();
      json.skipChildren();
    }
  }

  Titles failures() {
    return failures;
  }

  Titles passes() {
    return passes;
  }
}
