package dev.rewardgrader.grade.math.exact;

import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.limits.Budget;

/**
 * Decides whether two expressions are the same rational function of their variables, constants and
 * square roots, by residues at random points modulo 62-bit primes (J. Schwartz, "Fast probabilistic
 * algorithms for verification of polynomial identities", 1980): one unequal residue proves a
 * difference, equal ones leave an error of at most degree / 2^61 a point.
 */
public final class Identity {
  private static final int POINTS = 3;

  private Identity() {}

  /** The outcome of the residue test. */
  public enum Result {
    EQUAL,
    DIFFERENT,
    /** Equal residues, but with exponents so large that somebody could have arranged them. */
    EQUAL_CRAFTABLE,
    UNKNOWN
  }

  /** Compares {@code a} and {@code b}. */
  public static Result compare(Expr a, Expr b, Budget budget) {
    int equal = 0;
    boolean craftable = false;
    for (int i = 0; i < PrimeField.FIELDS.length && equal < POINTS; i++) {
      ModularEval eval = new ModularEval(PrimeField.FIELDS[i], 0x5EED_0000L + i, budget);
      try {
        long left = eval.eval(a);
        long right = eval.eval(b);
        if (left != right) {
          return eval.opaque() ? Result.UNKNOWN : Result.DIFFERENT;
        }
        equal++;
        craftable |= eval.craftable();
      } catch (NotModular failure) {
        if (!failure.mayEmbedElsewhere()) {
          return Result.UNKNOWN;
        }
      }
    }
    return equal < POINTS ? Result.UNKNOWN : craftable ? Result.EQUAL_CRAFTABLE : Result.EQUAL;
  }

  /**
   * Whether {@code a} is a constant multiple of {@code b}, other than zero: the same ratio of
   * residues at several points of one field. UNKNOWN when they do not embed.
   */
  public static Result proportional(Expr a, Expr b, Budget budget) {
    for (PrimeField f : PrimeField.FIELDS) {
      try {
        long a0 = 0;
        long b0 = 0;
        for (int i = 0; i <= POINTS; i++) {
          ModularEval eval = new ModularEval(f, 0xABCD_0000L + 977L * i, budget);
          // The constants must be the same at every point: only variables may move.
          long left = eval.eval(a);
          long right = eval.eval(b);
          if (eval.opaque() || eval.craftable()) {
            return Result.UNKNOWN;
          }
          if (left == 0 || right == 0) {
            return Result.UNKNOWN;
          }
          if (i == 0) {
            a0 = left;
            b0 = right;
          } else if (f.mul(left, b0) != f.mul(right, a0)) {
            return Result.DIFFERENT;
          }
        }
        return Result.EQUAL;
      } catch (NotModular failure) {
        if (!failure.mayEmbedElsewhere()) {
          return Result.UNKNOWN;
        }
      }
    }
    return Result.UNKNOWN;
  }
}
