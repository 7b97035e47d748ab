package dev.rewardgrader.grade.swe.gate;

/**
 * A penalty on long attempts (LHT-SWE, arXiv 2508.03501): 0 below {@code free}, then falling in a
 * line to -1 at {@code most}, and no further.
 *
 * @param free turns that cost nothing
 * @param most the largest number of turns an attempt may have
 */
public record LengthPenalty(int free, int most) {
  public LengthPenalty {
    if (free < 0 || most <= free) {
      throw new IllegalArgumentException(
          "length penalty: 0 <= free < most must hold; free is " + free + ", most is " + most);
    }
  }

  /** The penalty, in [-1, 0]. */
  public double of(int turns) {
    return turns < free ? 0 : Math.max(-1.0, (double) (free - turns) / (most - free));
  }
}
