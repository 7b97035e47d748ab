package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.sql.metric.GoldRows;
import dev.rewardgrader.grade.sql.metric.Paverl;
import dev.rewardgrader.grade.sql.metric.Spider2;
import dev.rewardgrader.grade.sql.pandas.CsvRoundTrip;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.pandas.MalformedCsvException;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.time.Duration;
import java.util.List;

/**
 * A gold result in the forms that the metrics want, made once for all candidates of a task.
 *
 * @param rows the result, and how much of its order counts
 * @param unlimited the gold without its LIMIT, where that cuts through rows that tie; else null
 * @param time the gold query's own time; zero where there is none
 * @param flags what deserves a second look
 */
record GoldAnswer(
    GoldRows rows,
    GoldRows unlimited,
    Paverl.Gold training,
    Paverl.Gold evaluation,
    Spider2.Gold spider2,
    Duration time,
    List<String> flags) {

  /**
   * A gold answer.
   *
   * @param csv the result as the published pipelines store and read it
   */
  static GoldAnswer of(
      GoldOrder.Placed placed,
      Frame csv,
      SqlTaskOptions options,
      Duration time,
      List<String> flags) {
    return new GoldAnswer(
        placed.rows(),
        placed.unlimited(),
        Paverl.gold(csv, Paverl.Variant.TRAINING),
        Paverl.gold(csv, Paverl.Variant.EVALUATION),
        Spider2.gold(csv, options.conditionColumns(), options.ignoreOrder()),
        time,
        flags);
  }

  /** A result's way through a CSV file. */
  static Frame throughCsv(ResultTable table) throws MalformedCsvException {
    return CsvRoundTrip.of(Frame.of(table));
  }

  ResultTable table() {
    return rows.table();
  }
}
