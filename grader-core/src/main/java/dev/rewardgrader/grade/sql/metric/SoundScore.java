package dev.rewardgrader.grade.sql.metric;

/**
 * The sound score: F1 over cells of rows that agree in the matched columns.
 *
 * @param score in [0,1]; 1 exactly when the results are the same
 * @param precision matched cells by the candidate's cells
 * @param recall matched cells by the gold's cells
 * @param rows rows that agree
 * @param columns columns in which they agree
 * @param orderBroken the rows are right and their order is not
 */
public record SoundScore(
    double score, double precision, double recall, int rows, int columns, boolean orderBroken) {

  static SoundScore of(
      long matchedRows, long matchedColumns, Shape gold, Shape predicted, boolean orderBroken) {
    double cells = matchedRows * (double) matchedColumns;
    double goldCells = gold.rows() * (double) gold.columns();
    double predictedCells = predicted.rows() * (double) predicted.columns();
    double total = goldCells + predictedCells;
    return new SoundScore(
        total == 0 ? 0 : 2 * cells / total,
        predictedCells == 0 ? 0 : cells / predictedCells,
        goldCells == 0 ? 0 : cells / goldCells,
        (int) matchedRows,
        (int) matchedColumns,
        orderBroken);
  }

  static SoundScore perfect(Shape gold) {
    return new SoundScore(1, 1, 1, (int) gold.rows(), (int) gold.columns(), false);
  }

  /**
   * PaVeRL-SQL's scale over this accuracy: 0.5 where nothing is right, ten times the score
   * otherwise.
   */
  public double paverl() {
    return score == 0 ? 0.5 : 10 * score;
  }
}
