package dev.rewardgrader.grade.sql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.grade.sql.engine.QueryOutcome;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Failure;
import dev.rewardgrader.grade.sql.engine.QueryOutcome.Rows;
import dev.rewardgrader.grade.sql.result.Blob;
import dev.rewardgrader.grade.sql.result.Fingerprint;
import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.Shortened;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What verbal feedback, self-evaluation and voting need to know of a candidate's run. It never
 * holds the gold.
 */
final class Feedback {
  private static final int PREVIEW_ROWS = 5;
  private static final int PREVIEW_TEXT = 200;
  private static final int PREVIEW_BYTES = 150;

  /** Six digits behind the point. */
  private static final double PRINTED = 1e6;

  private static final double MAX_ROUNDED = 1e9;

  private Feedback() {}

  static ObjectNode of(Rows rows) {
    ObjectNode json = start(rows);
    describe(rows.table(), json);
    return json;
  }

  static ObjectNode of(Failure failure, Attempt attempt) {
    ObjectNode json = start(failure);
    json.put("error", failure.message());
    ErrorPlace.of(failure.message(), attempt.sql(), attempt.dialect())
        .ifPresent(
            place ->
                json.putObject("error_at").put("line", place.line()).put("column", place.column()));
    return json;
  }

  private static ObjectNode start(QueryOutcome outcome) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("executed", outcome instanceof Rows);
    json.put("ms", Math.round(outcome.time().toNanos() / 10_000.0) / 100.0);
    return json;
  }

  private static void describe(ResultTable table, ObjectNode json) {
    json.put("rows", table.rowCount());
    json.put("columns", table.columnCount());
    json.put("empty", table.isEmpty());
    ArrayNode names = json.putArray("names");
    table.columns().forEach(names::add);
    ArrayNode preview = json.putArray("preview");
    for (int i = 0; i < Math.min(PREVIEW_ROWS, table.rowCount()); i++) {
      ArrayNode line = preview.addArray();
      for (Object value : table.rows().get(i)) {
        add(line, value);
      }
    }
    Fingerprint fingerprint = Fingerprint.of(table);
    json.put("result_bag", fingerprint.bag());
    json.put("result_ordered", fingerprint.ordered());
    json.put("result_set", fingerprint.set());
    json.put("result_named", fingerprint.named());
    ResultTable printed = printed(table);
    if (printed != table) {
      json.put("result_printed", Fingerprint.of(printed).named());
    }
  }

  /** The table with floats as pandas prints them, or the same where that changes none. */
  private static ResultTable printed(ResultTable table) {
    List<Object[]> rows = null;
    for (int i = 0; i < table.rowCount(); i++) {
      Object[] row = table.rows().get(i);
      for (int j = 0; j < row.length; j++) {
        if (row[j] instanceof Double number && rounded(number) != number) {
          rows = rows == null ? new ArrayList<>(table.rows()) : rows;
          if (rows.get(i) == row) {
            rows.set(i, row.clone());
          }
          rows.get(i)[j] = rounded(number);
        }
      }
    }
    return rows == null ? table : new ResultTable(table.columns(), rows);
  }

  /** Numbers that are not finite, or beyond what has digits behind the point, stay as they are. */
  private static double rounded(double number) {
    return Math.abs(number) < MAX_ROUNDED ? Math.rint(number * PRINTED) / PRINTED : number;
  }

  private static void add(ArrayNode line, Object value) {
    switch (value) {
      case null -> line.addNull();
      case Long number -> line.add(number);
      case Double number when Double.isFinite(number) -> line.add(number);
      case Blob blob -> {
        boolean whole = blob.length() <= PREVIEW_BYTES;
        byte[] bytes = whole ? blob.bytes() : Arrays.copyOf(blob.bytes(), PREVIEW_BYTES);
        ObjectNode binary = line.addObject();
        binary.put("b64", Base64.getEncoder().encodeToString(bytes));
        if (!whole) {
          binary.put("bytes", blob.length());
        }
      }
      case String text -> line.add(Shortened.of(text, PREVIEW_TEXT));
      default -> line.add(String.valueOf(value));
    }
  }
}
