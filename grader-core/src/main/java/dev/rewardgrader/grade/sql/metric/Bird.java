package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.ResultTable;
import dev.rewardgrader.grade.sql.result.RowKey;
import java.util.Arrays;
import java.util.List;

/**
 * BIRD's execution accuracy, Soft-F1 (mini_dev, evaluation_ex.py and evaluation_f1.py) and R-VES
 * reward (evaluation_ves.py). Known flaws: sets of rows, so duplicates do not count; column order
 * counts; Soft-F1 pairs the i-th distinct rows of both sides; R-VES measures microseconds; text
 * that is no UTF-8 is an error, the gold's, too.
 */
public final class Bird {
  private Bird() {}

  /** EX: both results have the same set of rows. */
  public static boolean executionAccuracy(ResultTable predicted, ResultTable gold) {
    if (predicted.textBroken() || gold.textBroken()) {
      return false;
    }
    if (predicted.isEmpty() || gold.isEmpty()) {
      return predicted.isEmpty() && gold.isEmpty();
    }
    return predicted.fingerprint().mayBeSameSet(gold.fingerprint())
        && predicted.distinctRows().equals(gold.distinctRows());
  }

  /** Soft-F1 in [0, 1]. */
  public static double softF1(ResultTable predicted, ResultTable gold) {
    if (predicted.textBroken() || gold.textBroken()) {
      return 0;
    }
    if (predicted.isEmpty() && gold.isEmpty()) {
      return 1;
    }
    List<RowKey> predictedRows = predicted.distinctList();
    List<RowKey> goldRows = gold.distinctList();
    if (predictedRows.equals(goldRows)) {
      return 1;
    }
    double both = 0;
    double predictedOnly = 0;
    double goldOnly = 0;
    for (int i = 0; i < goldRows.size(); i++) {
      if (i >= predictedRows.size()) {
        goldOnly++;
        continue;
      }
      RowKey wanted = goldRows.get(i);
      RowKey got = predictedRows.get(i);
      double width = wanted.size();
      int hits = common(got, wanted);
      both += hits / width;
      predictedOnly += (got.size() - hits) / width;
      goldOnly += (wanted.size() - common(wanted, got)) / width;
    }
    predictedOnly += Math.max(0, predictedRows.size() - goldRows.size());
    double precision = both + predictedOnly > 0 ? both / (both + predictedOnly) : 0;
    double recall = both + goldOnly > 0 ? both / (both + goldOnly) : 0;
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  }

  /** How many values of a row the other row has anywhere. */
  private static int common(RowKey row, RowKey other) {
    int count = 0;
    for (int i = 0; i < row.size(); i++) {
      count += other.contains(row.get(i)) ? 1 : 0;
    }
    return count;
  }

  /**
   * The R-VES reward of a correct query from its measured speed-ups.
   *
   * @param ratios gold time over candidate time, one per repetition
   * @return 0.25, 0.5, 0.75, 1 or 1.25; the mean over ratios within three standard deviations
   *     decides. The reference divides by zero where all ratios are the same; that counts as their
   *     value here.
   */
  public static double vesReward(double[] ratios) {
    double mean = Arrays.stream(ratios).average().orElse(0);
    double deviation =
        Math.sqrt(Arrays.stream(ratios).map(x -> (x - mean) * (x - mean)).average().orElse(0));
    double ratio =
        Arrays.stream(ratios)
            .filter(x -> Math.abs(x - mean) < 3 * deviation)
            .average()
            .orElse(mean);
    return ratio == 0
        ? 0
        : ratio >= 2 ? 1.25 : ratio >= 1 ? 1 : ratio >= 0.5 ? 0.75 : ratio >= 0.25 ? 0.5 : 0.25;
  }
}
