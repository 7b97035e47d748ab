package dev.rewardgrader.grade.sql.metric;

/**
 * What PaVeRL-SQL's comparator returns.
 *
 * @param predicted shape of the candidate's result
 * @param gold shape of the gold result
 * @param matched matched rows and columns; (0, 0) where the reference raised
 */
public record PaverlScore(Shape predicted, Shape gold, Shape matched) {

  /** Whether nothing at all is matched, as where the reference raised. */
  boolean raised() {
    return matched.rows() == 0 && matched.columns() == 0;
  }

  /**
   * {@code (mr·mc)/(gr·gc)}, or {@code mc/gc} for an empty gold. Can exceed 1: that is the
   * reference's bug.
   */
  public double accuracy() {
    double part = matched.columns();
    double whole = gold.columns();
    return gold.rows() == 0
        ? part / whole
        : (double) (matched.rows() * matched.columns()) / (gold.rows() * gold.columns());
  }

  /** The published training reward of a candidate that ran: 0.5, or ten times the accuracy. */
  public double reward() {
    double accuracy = accuracy();
    return accuracy == 0 ? 0.5 : 10 * accuracy;
  }

  /** EX_b: the whole gold is matched. */
  public boolean exact() {
    return gold.equals(matched);
  }

  /** EX_f: 1 for an exact match, otherwise the matched share. */
  public double fraction() {
    return exact() ? 1 : matched.columns() == 0 ? 0 : accuracy();
  }
}
