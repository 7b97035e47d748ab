package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.sql.metric.GoldRows;
import dev.rewardgrader.grade.sql.metric.Paverl;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.pandas.MalformedCsvException;
import dev.rewardgrader.grade.sql.pandas.ReadCsv;
import dev.rewardgrader.grade.sql.pandas.ToCsv;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.time.Duration;
import java.util.List;

/**
 * A gold result in the forms that the metrics want, made once for all candidates of a task.
 *
 * @param rows the result, and how much of its order counts
 * @param unlimited the gold without its LIMIT, where that cuts through rows that tie; else null
 * @param csv the result as the published pipelines store and read it
 * @param time the gold query's own time; zero where there is none
 * @param flags what deserves a second look
 */
record GoldAnswer(
    GoldRows rows,
    GoldRows unlimited,
    Frame csv,
    Paverl.Gold training,
    Paverl.Gold evaluation,
    Duration time,
    List<String> flags) {

  static GoldAnswer of(GoldOrder.Placed placed, Frame csv, Duration time, List<String> flags) {
    return new GoldAnswer(
        placed.rows(),
        placed.unlimited(),
        csv,
        Paverl.gold(csv, Paverl.Variant.TRAINING),
        Paverl.gold(csv, Paverl.Variant.EVALUATION),
        time,
        flags);
  }

  /** A result's way through a CSV file. */
  static Frame throughCsv(ResultTable table) throws MalformedCsvException {
    return ReadCsv.parse(ToCsv.write(table));
  }

  ResultTable table() {
    return rows.table();
  }
}
