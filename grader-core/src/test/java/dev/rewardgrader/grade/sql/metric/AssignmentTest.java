package dev.rewardgrader.grade.sql.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  private static double bySearch(double[][] gain, int row, int used) {
    if (row == gain.length) {
      return 0;
    }
    double best = bySearch(gain, row + 1, used);
    for (int j = 0; j < gain[row].length; j++) {
      if ((used >> j & 1) == 0) {
        best = Math.max(best, gain[row][j] + bySearch(gain, row + 1, used | 1 << j));
      }
    }
    return best;
  }

  @Property(tries = 500)
  void findsTheLargestSumOfAnyShape(
      @ForAll @IntRange(min = 1, max = 6) int rows,
      @ForAll @IntRange(min = 1, max = 6) int columns,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[][] gain = new double[rows][columns];
    for (double[] row : gain) {
      Arrays.setAll(row, _ -> random.nextInt(5) + 0.25 * random.nextInt(2));
    }
    int[] assigned = Assignment.best(gain);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += assigned[i] < 0 ? 0 : gain[i][assigned[i]];
    }
    assertThat(sum).isCloseTo(bySearch(gain, 0, 0), within(1e-9));
    assertThat(Arrays.stream(assigned).filter(column -> column >= 0))
        .doesNotHaveDuplicates()
        .hasSize(Math.min(rows, columns));
  }

  /** A candidate may select tens of thousands of columns; the cube of that would never end. */
  @Test
  void endsForAResultFarWiderThanTheGold() {
    double[][] gain = new double[2][40_000];
    gain[0][39_999] = 2;
    gain[1][17] = 1;
    assertThat(Assignment.best(gain)).containsExactly(39_999, 17);
    double[][] high = new double[40_000][1];
    high[12_345][0] = 1;
    assertThat(Assignment.best(high)[12_345]).isZero();
  }
}
