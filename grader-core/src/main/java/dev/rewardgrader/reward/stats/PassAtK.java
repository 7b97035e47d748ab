package dev.rewardgrader.reward.stats;

/**
 * The unbiased estimate of pass@k: the probability that at least one of k samples drawn from n, of
 * which c are right, is right (Chen et al. 2021, arXiv 2107.03374, equation 1 and figure 3).
 */
public final class PassAtK {
  private PassAtK() {}

  /**
   * 1 − C(n−c, k) / C(n, k), as a product, which neither overflows nor cancels.
   *
   * @param n samples
   * @param c right ones among them
   * @param k drawn, at most n
   */
  public static double of(int n, int c, int k) {
    if (c < 0 || c > n || k < 1 || k > n) {
      throw new IllegalArgumentException("no pass@%d of %d right in %d".formatted(k, c, n));
    }
    if (n - c < k) {
      return 1;
    }
    double allWrong = 1;
    for (int i = n - c + 1; i <= n; i++) {
      allWrong *= 1 - (double) k / i;
    }
    return 1 - allWrong;
  }
}
