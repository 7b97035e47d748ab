package dev.rewardgrader.grade.sql.pandas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * CSV text to records, as pandas' C tokenizer does it with its defaults: blank and white lines are
 * skipped, a quote counts only at the start of a field, {@code ""} inside quotes is one quote, a
 * NUL hides the rest of its field, and short records are filled up with empty fields.
 *
 * <p>Where a line that starts with blanks turns out to have content, the tokenizer goes back to the
 * last line feed and reads from there as from inside a record. In front of a bare carriage return
 * it thereby reads whole records again, and without end, which is an error, unless that is where it
 * began: it reads the header and the first record in one step and all others in a second.
 */
final class CsvTokenizer {
  private enum State {
    START_RECORD,
    WHITE_LINE,
    START_FIELD,
    IN_FIELD,
    QUOTED,
    QUOTE_IN_QUOTED,
    AFTER_RETURN,
    AFTER_BLANK_RETURN
  }

  private final String text;
  private final List<List<String>> records = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private final Set<Integer> returns = new HashSet<>();
  private List<String> record = new ArrayList<>();
  private State state = State.START_RECORD;
  private int stepStart;
  private int at;

  private CsvTokenizer(String text) {
    this.text = text;
    this.at = text.startsWith("\uFEFF") ? 1 : 0;
    this.stepStart = at;
  }

  /**
   * The records, the header first. All others have the same number of fields, which is at least the
   * header's.
   *
   * @throws MalformedCsvException for an open quote, a record that is longer than those before it,
   *     or one that would be read without end
   */
  static List<List<String>> tokenize(String text) throws MalformedCsvException {
    CsvTokenizer tokenizer = new CsvTokenizer(text);
    tokenizer.run();
    return tokenizer.records;
  }

  private void run() throws MalformedCsvException {
    while (at < text.length()) {
      next(text.charAt(at++));
    }
    switch (state) {
      case START_RECORD, WHITE_LINE, AFTER_BLANK_RETURN -> {}
      case QUOTED ->
          throw new MalformedCsvException(
              "a quoted field that starts in record " + (records.size() + 1) + " is never closed");
      case AFTER_RETURN -> endRecord();
      case START_FIELD, IN_FIELD, QUOTE_IN_QUOTED -> {
        endField();
        endRecord();
      }
    }
  }

  private void next(char c) throws MalformedCsvException {
    switch (state) {
      case START_RECORD -> startRecord(c);
      case WHITE_LINE -> whiteLine(c);
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
      case AFTER_RETURN -> {
        at -= c == '\n' ? 0 : 1;
        endRecord();
      }
      case AFTER_BLANK_RETURN -> {
        at -= c == '\n' || c == ',' ? 0 : 1;
        state = State.START_RECORD;
      }
    }
  }

  private void startRecord(char c) throws MalformedCsvException {
    switch (c) {
      case '\n' -> {}
      case '\r' -> state = State.AFTER_BLANK_RETURN;
      case ' ', '\t' -> state = State.WHITE_LINE;
      default -> startField(c);
    }
  }

  private void whiteLine(char c) throws MalformedCsvException {
    switch (c) {
      case '\n' -> state = State.START_RECORD;
      case '\r' -> state = State.AFTER_BLANK_RETURN;
      case ' ', '\t' -> {}
      default -> {
        if (!returns.add(at)) {
          throw new MalformedCsvException(
              "record "
                  + (records.size() + 1)
                  + " starts with blanks behind a bare carriage return");
        }
        at = Math.max(text.lastIndexOf('\n', at - 1) + 1, stepStart);
        state = State.START_FIELD;
      }
    }
  }

  private void startField(char c) throws MalformedCsvException {
    if (c == '"') {
      state = State.QUOTED;
    } else {
      plain(c);
    }
  }

  private void plain(char c) throws MalformedCsvException {
    switch (c) {
      case ',' -> {
        endField();
        state = State.START_FIELD;
      }
      case '\n' -> {
        endField();
        endRecord();
      }
      case '\r' -> {
        endField();
        state = State.AFTER_RETURN;
      }
      default -> {
        field.append(c);
        state = State.IN_FIELD;
      }
    }
  }

  private void endField() {
    int nul = field.indexOf("\0");
    record.add(nul < 0 ? field.toString() : field.substring(0, nul));
    field.setLength(0);
  }

  private void endRecord() throws MalformedCsvException {
    if (!records.isEmpty()) {
      int expected = records.getLast().size();
      if (records.size() > 1 && record.size() > expected) {
        throw new MalformedCsvException(
            "record "
                + (records.size() + 1)
                + " has "
                + record.size()
                + " fields, those before it have "
                + expected);
      }
      while (record.size() < expected) {
        record.add("");
      }
    }
    records.add(record);
    record = new ArrayList<>();
    state = State.START_RECORD;
    if (records.size() == 2) {
      stepStart = at;
      returns.clear();
    }
  }
}
