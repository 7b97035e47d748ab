package dev.rewardgrader.grade.sql.metric;

import java.util.Arrays;

/**
 * Best assignment of gold columns to predicted ones: the Hungarian method with potentials. A result
 * that is far wider than the gold costs no more than its width.
 */
final class Assignment {
  private Assignment() {}

  /**
   * For each row the column assigned to it, or -1 where rows outnumber columns.
   *
   * @param gain what each pair is worth; the sum is made as large as can be
   */
  static int[] best(double[][] gain) {
    int rows = gain.length;
    int columns = rows == 0 ? 0 : gain[0].length;
    if (rows <= columns) {
      return narrow(gain, rows, columns);
    }
    double[][] turned = new double[columns][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j][i] = gain[i][j];
      }
    }
    int[] rowOf = narrow(turned, columns, rows);
    int[] assigned = new int[rows];
    Arrays.fill(assigned, -1);
    for (int j = 0; j < columns; j++) {
      assigned[rowOf[j]] = j;
    }
    return assigned;
  }

  /** Where rows do not outnumber columns: each row finds one, in O(rows² · columns). */
  private static int[] narrow(double[][] gain, int rows, int columns) {
    double[] rowPotential = new double[rows + 1];
    double[] columnPotential = new double[columns + 1];
    int[] rowOf = new int[columns + 1];
    int[] previous = new int[columns + 1];
    for (int row = 1; row <= rows; row++) {
      rowOf[0] = row;
      int column = 0;
      double[] slack = new double[columns + 1];
      Arrays.fill(slack, Double.POSITIVE_INFINITY);
      boolean[] used = new boolean[columns + 1];
      do {
        used[column] = true;
        int current = rowOf[column];
        double delta = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int j = 1; j <= columns; j++) {
          if (used[j]) {
            continue;
          }
          double reduced = -gain[current - 1][j - 1] - rowPotential[current] - columnPotential[j];
          if (reduced < slack[j]) {
            slack[j] = reduced;
            previous[j] = column;
          }
          if (slack[j] < delta) {
            delta = slack[j];
            next = j;
          }
        }
        for (int j = 0; j <= columns; j++) {
          if (used[j]) {
            rowPotential[rowOf[j]] += delta;
            columnPotential[j] -= delta;
          } else {
            slack[j] -= delta;
          }
        }
        column = next;
      } while (rowOf[column] != 0);
      while (column != 0) {
        int from = previous[column];
        rowOf[column] = rowOf[from];
        column = from;
      }
    }
    int[] assigned = new int[rows];
    for (int j = 1; j <= columns; j++) {
      if (rowOf[j] > 0) {
        assigned[rowOf[j] - 1] = j - 1;
      }
    }
    return assigned;
  }
}
