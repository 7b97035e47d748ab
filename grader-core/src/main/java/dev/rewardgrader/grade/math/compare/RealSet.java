package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.expr.Expr;
import java.util.List;

/**
 * A set of reals as a union of intervals.
 *
 * @param of what ranges over the set, or null when it was written as a bare set
 */
record RealSet(Expr of, List<Piece> pieces) {
  /**
   * One interval; an endpoint of null is infinite. A single number is a closed piece with equal
   * ends.
   */
  record Piece(Expr low, boolean lowClosed, Expr high, boolean highClosed) {
    static Piece point(Expr x) {
      return new Piece(x, true, x, true);
    }

    boolean isPoint() {
      return low != null && low.equals(high);
    }
  }
}
