package dev.rewardgrader.grade.sql.spider;

import java.util.Locale;
import java.util.Map;

/**
 * What exact set match says of a prediction.
 *
 * @param goldParsed without it nothing else is known
 * @param predictedParsed a prediction that does not parse counts as an empty query
 * @param hardness of the gold; null where it does not parse
 * @param exact all components agree, and the tables
 * @param components by the reference's names, in its order
 */
public record SpiderScore(
    boolean goldParsed,
    boolean predictedParsed,
    Hardness hardness,
    boolean exact,
    Map<String, Component> components) {

  /** Spider's levels. */
  public enum Hardness {
    EASY,
    MEDIUM,
    HARD,
    EXTRA;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One component. Accuracy, recall and F1 are all 1 when it matches and all 0 otherwise.
   *
   * @param matches the sets are the same
   */
  public record Component(boolean matches, int goldCount, int predictedCount) {}
}
