package dev.rewardgrader.grade.sql;

import dev.rewardgrader.grade.sql.metric.Bird;
import dev.rewardgrader.grade.sql.metric.CellScores;
import dev.rewardgrader.grade.sql.metric.Paverl;
import dev.rewardgrader.grade.sql.metric.PaverlScore;
import dev.rewardgrader.grade.sql.metric.ResultEquality;
import dev.rewardgrader.grade.sql.metric.RowEquality;
import dev.rewardgrader.grade.sql.metric.Sound;
import dev.rewardgrader.grade.sql.metric.SoundScore;
import dev.rewardgrader.grade.sql.metric.Spider2;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All scores that two results alone decide, at once, so that a run need not be repeated for another
 * metric.
 *
 * @param flags what deserves a second look
 */
record ResultScores(Map<SqlMetric, Double> values, SoundScore sound, List<String> flags) {

  static ResultScores of(ResultTable predicted, GoldAnswer gold, SqlTaskOptions options) {
    return gold.ownScores(predicted).orElseGet(() -> compute(predicted, gold, options));
  }

  private static ResultScores compute(
      ResultTable predicted, GoldAnswer gold, SqlTaskOptions options) {
    Map<SqlMetric, Double> values = new EnumMap<>(SqlMetric.class);
    List<String> flags = new ArrayList<>(gold.flags());
    ResultTable table = gold.table();
    SoundScore sound = Sound.score(predicted, gold.rows(), options.tolerance());
    values.put(SqlMetric.SOUND, sound.score());
    values.put(SqlMetric.PAVERL_SOUND, sound.paverl());
    Frame frame = Frame.of(predicted);
    Paverl.Candidate candidate = new Paverl.Candidate(frame);
    PaverlScore paverl = candidate.training(gold.training());
    values.put(SqlMetric.PAVERL, paverl.reward());
    Optional<PaverlScore> evaluation = candidate.evaluation(gold.evaluation(), paverl);
    values.put(SqlMetric.PAVERL_EX_B, evaluation.filter(PaverlScore::exact).isPresent() ? 1.0 : 0);
    values.put(SqlMetric.PAVERL_EX_F, evaluation.map(PaverlScore::fraction).orElse(0.0));
    values.put(SqlMetric.BIRD_EX, flag(Bird.executionAccuracy(predicted, table)));
    values.put(SqlMetric.BIRD_SOFT_F1, Bird.softF1(predicted, table));
    values.put(SqlMetric.EXEC, flag(ResultEquality.equal(table, predicted, gold.rows().ordered())));
    values.put(SqlMetric.BAG, flag(RowEquality.bag(predicted, table)));
    values.put(SqlMetric.ORDERED, flag(RowEquality.ordered(predicted, table)));
    boolean written = !predicted.textBroken();
    values.put(
        SqlMetric.SPIDER2, flag(written && Spider2.matchesThroughCsv(frame, gold.spider2())));
    values.put(SqlMetric.THINK2SQL, CellScores.of(predicted, gold.rows()).mean());
    addIf(flags, "empty-gold", table.isEmpty());
    addIf(
        flags,
        "duplicate-columns",
        new HashSet<>(predicted.columns()).size() < predicted.columnCount());
    addIf(flags, "text-broken", predicted.textBroken());
    addIf(flags, "gold-text-broken", table.textBroken());
    addIf(flags, "order-broken", sound.orderBroken());
    addIf(flags, "paverl-above-ten", paverl.reward() > 10);
    addIf(flags, "paverl-unsound", paverl.reward() >= 10 && sound.score() < 1);
    return new ResultScores(values, sound, flags);
  }

  /** These scores for a candidate that took other rows of a tie which the gold's LIMIT cuts. */
  ResultScores withTieShown() {
    Map<SqlMetric, Double> settled = new EnumMap<>(values);
    settled.put(SqlMetric.SOUND, 1.0);
    settled.put(SqlMetric.PAVERL_SOUND, 10.0);
    List<String> noted = new ArrayList<>(flags);
    noted.add("limit-tie");
    SoundScore full = new SoundScore(1, 1, 1, sound.rows(), sound.columns(), false);
    return new ResultScores(settled, full, noted);
  }

  private static double flag(boolean holds) {
    return holds ? 1 : 0;
  }

  private static void addIf(List<String> flags, String flag, boolean holds) {
    if (holds) {
      flags.add(flag);
    }
  }
}
