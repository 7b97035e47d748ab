package dev.rewardgrader.grade.sql.metric;

import dev.rewardgrader.grade.sql.result.PyValue;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * BIRD's execution accuracy, Soft-F1 (mini_dev, evaluation_ex.py and evaluation_f1.py) and R-VES
 * reward (evaluation_ves.py). Known flaws: sets of rows, so duplicates do not count; column order
 * counts; Soft-F1 pairs the i-th distinct rows of both sides; R-VES measures microseconds.
 */
public final class Bird {
  private Bird() {}

  /** EX: both results have the same set of rows. */
  public static boolean executionAccuracy(ResultTable predicted, ResultTable gold) {
    return distinct(predicted).equals(distinct(gold));
  }

  private static Set<List<Object>> distinct(ResultTable table) {
    Set<List<Object>> rows = new HashSet<>();
    table.rows().forEach(row -> rows.add(PyValue.rowKey(row)));
    return rows;
  }

  /** Soft-F1 in [0, 1]. */
  public static double softF1(ResultTable predicted, ResultTable gold) {
    if (predicted.isEmpty() && gold.isEmpty()) {
      return 1;
    }
    List<List<Object>> predictedRows = inOrder(predicted);
    List<List<Object>> goldRows = inOrder(gold);
    double both = 0;
    double predictedOnly = 0;
    double goldOnly = 0;
    for (int i = 0; i < goldRows.size(); i++) {
      if (i >= predictedRows.size()) {
        goldOnly++;
        continue;
      }
      List<Object> wanted = goldRows.get(i);
      List<Object> got = predictedRows.get(i);
      double width = wanted.size();
      long hits = got.stream().filter(wanted::contains).count();
      both += hits / width;
      predictedOnly += (got.size() - hits) / width;
      goldOnly += wanted.stream().filter(value -> !got.contains(value)).count() / width;
    }
    predictedOnly += Math.max(0, predictedRows.size() - goldRows.size());
    double precision = both + predictedOnly > 0 ? both / (both + predictedOnly) : 0;
    double recall = both + goldOnly > 0 ? both / (both + goldOnly) : 0;
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  }

  private static List<List<Object>> inOrder(ResultTable table) {
    Set<List<Object>> rows = new LinkedHashSet<>();
    table.rows().forEach(row -> rows.add(PyValue.rowKey(row)));
    return List.copyOf(rows);
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
