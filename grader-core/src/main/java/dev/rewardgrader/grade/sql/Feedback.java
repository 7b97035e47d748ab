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
import java.util.Base64;

/**
 * What verbal feedback, self-evaluation and voting need to know of a candidate's run. It never
 * holds the gold.
 */
final class Feedback {
  private static final int PREVIEW_ROWS = 5;
  private static final int PREVIEW_TEXT = 200;

  private Feedback() {}

  static ObjectNode of(QueryOutcome outcome) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("executed", outcome instanceof Rows);
    json.put("ms", Math.round(outcome.time().toNanos() / 10_000.0) / 100.0);
    switch (outcome) {
      case Failure failure -> json.put("error", failure.message());
      case Rows rows -> describe(rows.table(), json);
    }
    return json;
  }

  private static void describe(ResultTable table, ObjectNode json) {
    json.put("rows", table.rowCount());
    json.put("columns", table.columnCount());
    json.put("empty", table.isEmpty());
    ArrayNode names = json.putArray("names");
    table.columns().forEach(names::add);
    ArrayNode preview = json.putArray("preview");
    table.rows().stream()
        .limit(PREVIEW_ROWS)
        .forEach(
            row -> {
              ArrayNode line = preview.addArray();
              for (Object value : row) {
                add(line, value);
              }
            });
    Fingerprint fingerprint = Fingerprint.of(table);
    json.put("result_bag", fingerprint.bag());
    json.put("result_ordered", fingerprint.ordered());
    json.put("result_set", fingerprint.set());
    json.put("result_named", fingerprint.named());
  }

  private static void add(ArrayNode line, Object value) {
    switch (value) {
      case null -> line.addNull();
      case Long number -> line.add(number);
      case Double number when Double.isFinite(number) -> line.add(number);
      case Blob blob ->
          line.addObject().put("b64", Base64.getEncoder().encodeToString(blob.bytes()));
      case String text ->
          line.add(text.length() <= PREVIEW_TEXT ? text : text.substring(0, PREVIEW_TEXT) + "…");
      default -> line.add(String.valueOf(value));
    }
  }
}
