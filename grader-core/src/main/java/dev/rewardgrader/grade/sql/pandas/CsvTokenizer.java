package dev.rewardgrader.grade.sql.pandas;

import java.util.ArrayList;
import java.util.List;

/**
 * CSV text to records, as pandas' C tokenizer does it with its defaults: blank and white lines are
 * skipped, a quote counts only at the start of a field, {@code ""} inside quotes is one quote.
 */
final class CsvTokenizer {
  private enum State {
    START_FIELD,
    IN_FIELD,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final String text;
  private final List<List<String>> records = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private List<String> record = new ArrayList<>();
  private State state = State.START_FIELD;
  private int at;

  private CsvTokenizer(String text) {
    this.text = text;
    this.at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  static List<List<String>> tokenize(String text) throws MalformedCsvException {
    CsvTokenizer tokenizer = new CsvTokenizer(text);
    tokenizer.run();
    return tokenizer.records;
  }

  private void run() throws MalformedCsvException {
    while (at < text.length()) {
      if (record.isEmpty() && state == State.START_FIELD && skipWhiteLine()) {
        continue;
      }
      char c = text.charAt(at++);
      switch (state) {
        case START_FIELD -> startField(c);
        case IN_FIELD -> plain(c);
        case QUOTED -> {
          if (c == '"') {
            state = State.QUOTE_IN_QUOTED;
          } else {
            field.append(c);
          }
        }
        case QUOTE_IN_QUOTED -> {
          if (c == '"') {
            field.append('"');
            state = State.QUOTED;
          } else {
            plain(c);
          }
        }
      }
    }
    if (state == State.QUOTED) {
      throw new MalformedCsvException(
          "a quoted field that starts in record " + (records.size() + 1) + " is never closed");
    }
    if (state != State.START_FIELD || !record.isEmpty()) {
      endField();
      endRecord();
    }
  }

  /** Steps over a line of nothing but blanks; false where the line has content. */
  private boolean skipWhiteLine() {
    int end = at;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    if (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      return false;
    }
    at = Math.min(end + 1, text.length());
    return true;
  }

  private void startField(char c) {
    if (c == '"') {
      state = State.QUOTED;
    } else {
      plain(c);
    }
  }

  private void plain(char c) {
    switch (c) {
      case ',' -> endField();
      case '\n', '\r' -> {
        endField();
        endRecord();
        if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
          at++;
        }
      }
      default -> {
        field.append(c);
        state = State.IN_FIELD;
      }
    }
  }

  private void endField() {
    record.add(field.toString());
    field.setLength(0);
    state = State.START_FIELD;
  }

  private void endRecord() {
    records.add(record);
    record = new ArrayList<>();
  }
}
