package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.sql.metric.GoldRows;
import dev.rewardgrader.grade.sql.metric.Paverl;
import dev.rewardgrader.grade.sql.metric.Spider2;
import dev.rewardgrader.grade.sql.pandas.CsvRoundTrip;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.pandas.MalformedCsvException;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A gold result in the forms that the metrics want, made once for all candidates of a task.
 *
 * @param rows the result, and how much of its order counts
 * @param unlimited the gold without its LIMIT, where that cuts through rows that tie; else null
 * @param time the gold query's own time; zero where there is none
 * @param flags what deserves a second look
 * @param own its scores against itself, which are those of every candidate with the same rows; null
 *     while they are computed
 */
record GoldAnswer(
    GoldRows rows,
    GoldRows unlimited,
    Paverl.Gold training,
    Paverl.Gold evaluation,
    Spider2.Gold spider2,
    Duration time,
    List<String> flags,
    ResultScores own) {

  /**
   * A gold answer.
   *
   * @param csv the result as the published pipelines store and read it
   * @param number which of the golds it is, from 0
   */
  static GoldAnswer of(
      GoldOrder.Placed placed,
      Frame csv,
      SqlTaskOptions options,
      int number,
      Duration time,
      List<String> flags) {
    GoldAnswer gold =
        new GoldAnswer(
            placed.rows(),
            placed.unlimited(),
            Paverl.gold(csv, Paverl.Variant.TRAINING),
            Paverl.gold(csv, Paverl.Variant.EVALUATION),
            Spider2.gold(csv, options.conditionColumns(number), options.ignoreOrder()),
            time,
            flags,
            null);
    return gold.withOwn(ResultScores.of(gold.table(), gold, options));
  }

  private GoldAnswer withOwn(ResultScores scores) {
    return new GoldAnswer(rows, unlimited, training, evaluation, spider2, time, flags, scores);
  }

  /** The scores of a result that is the gold's own, row by row; empty for any other. */
  Optional<ResultScores> ownScores(ResultTable predicted) {
    return own != null
            && predicted.textBroken() == table().textBroken()
            && predicted.hasSameRows(table())
            && (predicted.columns().equals(table().columns())
                || (ordinary(predicted.columns()) && ordinary(table().columns())))
        ? Optional.of(own)
        : Optional.empty();
  }

  /** Whether no metric looks at these names: none is repeated, and each survives a CSV file. */
  private static boolean ordinary(List<String> names) {
    for (String name : names) {
      if (!isPlain(name)) {
        return false;
      }
    }
    return names.size() < 2 || new HashSet<>(names).size() == names.size();
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ' || name.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return !name.isBlank();
  }

  /** A result's way through a CSV file. */
  static Frame throughCsv(ResultTable table) throws MalformedCsvException {
    return CsvRoundTrip.of(Frame.of(table));
  }

  ResultTable table() {
    return rows.table();
  }
}
