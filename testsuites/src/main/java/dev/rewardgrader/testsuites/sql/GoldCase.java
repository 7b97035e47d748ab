package dev.rewardgrader.testsuites.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.sql.metric.Paverl;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.pandas.MalformedCsvException;
import dev.rewardgrader.grade.sql.pandas.ReadCsv;
import java.nio.file.Path;

/**
 * A line of {@code golds.jsonl}, its CSV read once for all its cases.
 *
 * @param folder holds the graded database and the rest of its test suite
 */
record GoldCase(
    String sql,
    Path folder,
    String mainDb,
    Frame csv,
    Paverl.Gold training,
    Paverl.Gold evaluation) {

  static GoldCase of(JsonNode node, Path databases) throws MalformedCsvException {
    Frame csv = ReadCsv.parse(node.get("gold_csv").asText());
    return new GoldCase(
        node.get("sql").asText(),
        databases.resolve(node.get("db_id").asText()),
        node.get("main_db").asText(),
        csv,
        Paverl.gold(csv, Paverl.Variant.TRAINING),
        Paverl.gold(csv, Paverl.Variant.EVALUATION));
  }

  String mainPath() {
    return folder.resolve(mainDb).toString();
  }
}
